import { RE2JS, RE2JSSyntaxException } from 're2js';
import { Refusals } from '../../request/Refusals';
import { Target } from '../shared/Target';
import { GrpcFilter, HttpFilter } from './filters';
import { GatewayFeature, missingFeature } from './gatewayApi';
import { GrpcRule } from './grpcRule';
import { HttpRule } from './httpRule';

const mostMatches = 128;
const oldMostMatches = 8;

/** What the checks of a rule need. */
export interface RuleContext {
  refusals: Refusals;
  target: Target;
}

/** Refuses a feature that the cluster's Gateway API lacks. */
export function needFeature(
  { refusals, target }: RuleContext,
  feature: GatewayFeature,
  field: string,
): void {
  const missing = missingFeature(feature, target.gatewayApi);
  if (missing) {
    refusals.add({
      code: 'NotServed',
      field,
      message: `${target.environment.name} does not have ${feature}: ${missing}.`,
      fix: 'Leave it out there, or ask the platform team for a newer Gateway API.',
    });
  }
}

/**
 * Refuses what the rules of an HTTP or gRPC route have in common: too many matches, names twice, expressions that are none.
 */
export function checkRules(
  context: RuleContext,
  rules: ReadonlyArray<HttpRule | GrpcRule>,
  base: string,
): void {
  const { refusals } = context;
  const matches = rules.reduce((sum, rule) => sum + rule.matches.length, 0);
  if (matches > mostMatches) {
    refusals.add({
      code: 'TooMany',
      field: base,
      given: matches,
      message: 'The rules of one route have too many matches in all.',
      fix: `Use at most ${mostMatches}, or several routes.`,
    });
  }
  const names = rules.map(rule => rule.name);
  rules.forEach((rule, index) => {
    const field = `${base}[${index}]`;
    if (rule.name !== undefined) {
      needFeature(context, 'names of rules', `${field}.name`);
      if (names.indexOf(rule.name) !== index) {
        refusals.add({
          code: 'Duplicate',
          field: `${field}.name`,
          given: rule.name,
          message: 'Another rule has this name.',
          fix: 'Give every rule its own name.',
        });
      }
    }
    if (rule.matches.length > oldMostMatches) {
      needFeature(context, 'more than 8 matches in a rule', `${field}.matches`);
    }
    rule.matches.forEach((match, at) =>
      checkMatch(refusals, match, `${field}.matches[${at}]`),
    );
    checkFilters(context, rule.filters ?? [], `${field}.filters`);
    rule.backends.forEach((backend, at) =>
      checkFilters(
        context,
        backend.filters ?? [],
        `${field}.backends[${at}].filters`,
      ),
    );
  });
}

type Match = (HttpRule | GrpcRule)['matches'][number];

function checkMatch(refusals: Refusals, match: Match, field: string): void {
  checkNamed(refusals, match.headers, `${field}.headers`, true);
  if ('queryParams' in match) {
    checkNamed(refusals, match.queryParams, `${field}.queryParams`, false);
  }
  if ('path' in match && match.path.type === 'RegularExpression') {
    checkExpression(refusals, match.path.value, `${field}.path.value`);
  }
  if (typeof match.method === 'object') {
    const { type, service, method } = match.method;
    if (service === undefined && method === undefined) {
      refusals.add({
        code: 'Missing',
        field: `${field}.method`,
        message: 'Neither service nor method is given.',
        fix: 'Give at least one of them, or leave out the match.',
      });
    }
    if (type === 'RegularExpression') {
      checkExpression(refusals, service, `${field}.method.service`);
      checkExpression(refusals, method, `${field}.method.method`);
    }
  }
}

function checkNamed(
  refusals: Refusals,
  items: ReadonlyArray<{ name: string; type?: string; value: string }> = [],
  field: string,
  anyCase: boolean,
): void {
  const names = items.map(({ name }) => (anyCase ? name.toLowerCase() : name));
  items.forEach(({ name, type, value }, index) => {
    if (names.indexOf(names[index]) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}[${index}].name`,
        given: name,
        message: 'The name is there twice; only the first would count.',
        fix: 'Name it once.',
      });
    }
    if (type === 'RegularExpression') {
      checkExpression(refusals, value, `${field}[${index}].value`);
    }
  });
}

/** Gateways run RE2; one expression it can't read can take the whole listener down. */
function checkExpression(
  refusals: Refusals,
  expression: string | undefined,
  field: string,
): void {
  if (expression === undefined) {
    return;
  }
  try {
    RE2JS.compile(expression);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) {
      throw error;
    }
    refusals.add({
      code: 'InvalidExpression',
      field,
      given: expression,
      message: `This is no regular expression that gateways can read (${error.message}).`,
      fix: 'Write it in RE2 syntax, without look-around and back-references.',
    });
  }
}

type Filter = HttpFilter | GrpcFilter;

function checkFilters(
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
        message: `A second ${type} filter is refused by Gateway API.`,
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
      message: 'A redirect and a rewrite exclude each other.',
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
          message: 'The redirect leads to where it comes from.',
          fix: 'Give a scheme, hostname, port or path.',
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
          fix: 'Give a hostname or a path.',
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
          message: 'The header is there twice.',
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
      message: 'Both percent and fraction are given.',
      fix: 'Leave one of them out.',
    });
  }
  if (fraction && fraction.numerator > fraction.denominator) {
    context.refusals.add({
      code: 'Contradiction',
      field: `${field}.fraction.numerator`,
      given: fraction.numerator,
      message: 'The fraction is more than the whole.',
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
        message: '* stands for all and must stand alone.',
        fix: 'Leave out * or everything else.',
      });
    }
    if (new Set(values).size !== values.length) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}.${list}`,
        given: values,
        message: 'A value is there twice.',
        fix: 'Name every value once.',
      });
    }
  }
}
