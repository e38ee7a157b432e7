import { checkFilters } from './checkFilters';
import { checkMatch } from './checkMatch';
import { GrpcRule } from './grpcRule';
import { HttpRule } from './httpRule';
import { needFeature, RuleContext } from './needFeature';

const mostMatches = 128;
const oldMostMatches = 8;

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
      message: 'The rules of this route have too many matches in total.',
      fix: `Use at most ${mostMatches}, or split the route.`,
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
