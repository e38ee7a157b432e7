import { Refusals } from '../../request/Refusals';
import { GrpcFilter, HttpFilter } from './filters';
import { needFeature, RuleContext } from './needFeature';

type Filter = HttpFilter | GrpcFilter;

/**
 * Refuses filters that contradict each other or themselves, or that the cluster's Gateway API lacks.
 */
export function checkFilters(
  context: RuleContext,
  filters: readonly Filter[],
  base: string,
): void {
  const { refusals } = context;
  filters.forEach((filter, index) => {
    const field = `${base}[${index}]`;
    const { type } = filter;
    const repeatable = type === 'RequestMirror' || type === 'ExtensionRef';
    if (!repeatable && filters.findIndex(f => f.type === type) !== index) {
      refusals.add({
        code: 'Duplicate',
        field,
        given: type,
        message: `A rule can have only one ${type} filter.`,
        fix: 'Put both into one filter.',
      });
    }
    checkFilter(context, filter, field);
  });
  if (
    filters.some(f => f.type === 'RequestRedirect') &&
    filters.some(f => f.type === 'URLRewrite')
  ) {
    refusals.add({
      code: 'Contradiction',
      field: base,
      given: filters.map(filter => filter.type),
      message: 'A redirect and a rewrite cannot be combined.',
      fix: 'Use one of them.',
    });
  }
}

function checkFilter(
  context: RuleContext,
  filter: Filter,
  field: string,
): void {
  const { refusals } = context;
  switch (filter.type) {
    case 'RequestHeaderModifier':
    case 'ResponseHeaderModifier':
      checkHeaderNames(refusals, filter, field);
      break;
    case 'RequestMirror':
      checkMirror(context, filter, field);
      break;
    case 'RequestRedirect':
      if ([303, 307, 308].includes(filter.statusCode)) {
        needFeature(
          context,
          'redirects with status 303, 307 and 308',
          `${field}.statusCode`,
        );
      }
      if (!filter.scheme && !filter.hostname && !filter.path && !filter.port) {
        refusals.add({
          code: 'Missing',
          field,
          message: 'This redirects every request to itself.',
          fix: 'Set a scheme, hostname, port or path to redirect to.',
        });
      }
      break;
    case 'CORS':
      needFeature(context, 'the CORS filter', field);
      checkCors(refusals, filter, field);
      break;
    case 'URLRewrite':
      if (!filter.hostname && !filter.path) {
        refusals.add({
          code: 'Missing',
          field,
          message: 'The rewrite changes nothing.',
          fix: 'Set a hostname or a path.',
        });
      }
      break;
    default:
  }
}

function checkHeaderNames(
  refusals: Refusals,
  filter: Extract<Filter, { set?: unknown }>,
  field: string,
): void {
  const lists = {
    set: filter.set?.map(header => header.name),
    add: filter.add?.map(header => header.name),
    remove: filter.remove,
  };
  for (const [list, given = []] of Object.entries(lists)) {
    const names = given.map(name => name.toLowerCase());
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index) {
        refusals.add({
          code: 'Duplicate',
          field: `${field}.${list}[${index}]`,
          given: name,
          message: 'This header is listed twice.',
          fix: 'Name it once.',
        });
      }
    });
  }
}

function checkMirror(
  context: RuleContext,
  filter: Extract<Filter, { type: 'RequestMirror' }>,
  field: string,
): void {
  const { percent, fraction } = filter;
  if (percent !== undefined || fraction !== undefined) {
    needFeature(context, 'mirroring a share of requests', field);
  }
  if (percent !== undefined && fraction !== undefined) {
    context.refusals.add({
      code: 'Contradiction',
      field: `${field}.fraction`,
      given: fraction,
      message: 'Both percent and fraction are set.',
      fix: 'Remove one of them.',
    });
  }
  if (fraction && fraction.numerator > fraction.denominator) {
    context.refusals.add({
      code: 'Contradiction',
      field: `${field}.fraction.numerator`,
      given: fraction.numerator,
      message: 'The fraction is larger than 1.',
      fix: `Use at most ${fraction.denominator}.`,
    });
  }
}

function checkCors(
  refusals: Refusals,
  filter: Extract<Filter, { type: 'CORS' }>,
  field: string,
): void {
  const lists = [
    'allowOrigins',
    'allowMethods',
    'allowHeaders',
    'exposeHeaders',
  ] as const;
  for (const list of lists) {
    const values: readonly string[] = filter[list] ?? [];
    if (list !== 'exposeHeaders' && values.includes('*') && values.length > 1) {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.${list}`,
        given: values,
        message: '"*" means all, so nothing else can be listed.',
        fix: 'Remove "*", or everything else.',
      });
    }
    if (new Set(values).size !== values.length) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}.${list}`,
        given: values,
        message: 'A value is listed twice.',
        fix: 'List every value once.',
      });
    }
  }
}
