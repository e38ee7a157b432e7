import { RE2JS, RE2JSSyntaxException } from 're2js';
import { Refusals } from '../../request/Refusals';
import { GrpcRule } from './grpcRule';
import { HttpRule } from './httpRule';

type Match = (HttpRule | GrpcRule)['matches'][number];

/**
 * Refuses a match that names something twice, or holds an expression that is none.
 */
export function checkMatch(
  refusals: Refusals,
  match: Match,
  field: string,
): void {
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
        message: 'Neither service nor method is set.',
        fix: 'Set at least one of them, or remove the match.',
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
        message: 'This name is listed twice; only the first would count.',
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
      message: `Gateways cannot read this regular expression (${error.message}).`,
      fix: 'Write it in RE2 syntax, without look-around and back-references.',
    });
  }
}
