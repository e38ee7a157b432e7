import { durationNanos } from '../../units/duration';
import { needFeature, RuleContext } from './needFeature';
import { HttpFilter } from './filters';
import { HttpRule } from './httpRule';

/**
 * Refuses an HTTP rule whose parts contradict each other, by the CEL rules of the HTTPRoute CRD and by what would only answer 500.
 */
export function checkHttpRule(
  context: RuleContext,
  rule: HttpRule,
  field: string,
): void {
  checkDestination(context, rule, field);
  const backendFilters = rule.backends.flatMap(({ filters }, at) =>
    (filters ?? []).map((filter, index) => ({
      filter,
      at: `${field}.backends[${at}].filters[${index}]`,
    })),
  );
  const ruleFilters = (rule.filters ?? []).map((filter, index) => ({
    filter,
    at: `${field}.filters[${index}]`,
  }));
  for (const { filter, at } of [...ruleFilters, ...backendFilters]) {
    checkPrefix(context, rule, filter, at);
  }
  checkTimes(context, rule, field);
}

function checkDestination(
  { refusals }: RuleContext,
  rule: HttpRule,
  field: string,
): void {
  const redirects = rule.filters?.some(f => f.type === 'RequestRedirect');
  if (redirects && rule.backends.length > 0) {
    refusals.add({
      code: 'Contradiction',
      field: `${field}.backends`,
      message: 'A rule with a redirect cannot have backends.',
      fix: 'Remove the backends or the redirect.',
    });
  }
  const answers = rule.filters?.some(f => f.type === 'ExtensionRef');
  if (!redirects && !answers && rule.backends.length === 0) {
    refusals.add({
      code: 'Missing',
      field: `${field}.backends`,
      message:
        'This rule has no backend, so every request would fail with status 500.',
      fix: 'Add a backend or a redirect.',
    });
  }
}

function checkPrefix(
  { refusals }: RuleContext,
  rule: HttpRule,
  filter: HttpFilter,
  at: string,
): void {
  const path =
    filter.type === 'RequestRedirect' || filter.type === 'URLRewrite'
      ? filter.path
      : undefined;
  if (
    path?.type === 'ReplacePrefixMatch' &&
    (rule.matches.length !== 1 || rule.matches[0].path.type !== 'PathPrefix')
  ) {
    refusals.add({
      code: 'Contradiction',
      field: `${at}.path`,
      given: path.type,
      message:
        'Replacing a prefix needs exactly one match, of type PathPrefix.',
      fix: 'Use one PathPrefix match in this rule, or ReplaceFullPath.',
    });
  }
}

function checkTimes(context: RuleContext, rule: HttpRule, field: string): void {
  const { timeouts, retry, sessionPersistence } = rule;
  if (timeouts) {
    needFeature(context, 'request timeouts', `${field}.timeouts`);
    const whole = durationNanos(timeouts.request ?? '0s') ?? 0n;
    const one = durationNanos(timeouts.backendRequest ?? '0s') ?? 0n;
    if (whole !== 0n && one > whole) {
      context.refusals.add({
        code: 'Contradiction',
        field: `${field}.timeouts.backendRequest`,
        given: timeouts.backendRequest,
        message:
          'The timeout of one attempt is longer than that of the whole request.',
        fix: `Use at most ${timeouts.request}.`,
      });
    }
  }
  if (retry) {
    needFeature(context, 'retries', `${field}.retry`);
    if (new Set(retry.codes).size !== (retry.codes?.length ?? 0)) {
      context.refusals.add({
        code: 'Duplicate',
        field: `${field}.retry.codes`,
        given: retry.codes,
        message: 'A status is listed twice.',
        fix: 'List every status once.',
      });
    }
  }
  if (sessionPersistence) {
    needFeature(context, 'session persistence', `${field}.sessionPersistence`);
    const { type, lifetime, absoluteTimeout } = sessionPersistence;
    if (lifetime !== undefined && type !== 'Cookie') {
      context.refusals.add({
        code: 'Contradiction',
        field: `${field}.sessionPersistence.lifetime`,
        given: lifetime,
        message: 'A lifetime can only be set for cookies.',
        fix: 'Remove it, or use type Cookie.',
      });
    }
    if (lifetime === 'Permanent' && absoluteTimeout === undefined) {
      context.refusals.add({
        code: 'Missing',
        field: `${field}.sessionPersistence.absoluteTimeout`,
        message: 'A permanent cookie needs an expiry.',
        fix: 'Set absoluteTimeout, such as 24h.',
      });
    }
  }
}
