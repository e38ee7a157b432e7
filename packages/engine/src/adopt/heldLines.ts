import { Amounts, amountText, amountsOf, plus } from '../amounts/amounts';
import { amountsFor, containerLimits } from '../amounts/quotaAmounts';
import type { KindRegistry } from '../kinds';
import { groupOf, type KubernetesObject } from '../model';
import { at } from '../model/fields';
import { kindsOf, type Platform } from '../platform';
import { podSecurityViolations } from '../podSecurity';
import { hasEnded, isMakingPods, podMakers } from '../podSecurity/podMakers';
import type { Steps } from '../steps';
import type { Cell } from './AdoptWorld';
import type { Counterpart } from './Candidate';

const enforce = 'pod-security.kubernetes.io/enforce';

const mostNamed = 5;

/**
 * What a tenant that is adopted would be held to and is not: pods that the level of its namespace would refuse when they start next, and
 * more than the quotas of its tier give. In steps of an object each.
 */
export function* heldLines(
  cells: readonly Cell[],
  found: readonly Counterpart[],
  platform: Platform,
): Steps<string[]> {
  const lines: string[] = [];
  for (const cell of cells) {
    const own = found.filter(
      ({ environment }) => environment === cell.environment.name,
    );
    const kinds = kindsOf(platform, cell.environment);
    lines.push(
      ...(yield* refusedLines(cell, own, kinds)),
      ...(yield* quotaLines(cell, own, kinds)),
    );
  }
  return lines;
}

function* refusedLines(
  { environment, objects }: Cell,
  found: readonly Counterpart[],
  kinds: KindRegistry,
): Steps<string[]> {
  const namespace = found.find(({ rendered }) => rendered.kind === 'Namespace');
  const labels = namespace?.rendered.metadata.labels ?? {};
  const level = labels[enforce];
  const was = namespace?.there?.object.metadata.labels?.[enforce];
  if (level === undefined) {
    return [];
  }
  const before = namespace?.there?.object.metadata.labels ?? {};
  const makers = podMakers(kinds);
  const refused: string[] = [];
  for (const { object } of objects) {
    yield;
    const maker = makers.find(
      ({ kind }) =>
        kind.kind === object.kind && kind.group === groupOf(object.apiVersion),
    );
    const isRefusedBy = (each: Readonly<Record<string, string>>) =>
      maker !== undefined &&
      podSecurityViolations(
        maker.templateOf(object),
        each[enforce] ?? 'privileged',
        each[`${enforce}-version`],
      ).length > 0;
    const isRefused =
      isMakingPods(object, makers) &&
      isRefusedBy(labels) &&
      !isRefusedBy(before);
    if (isRefused) {
      refused.push(`${object.kind} ${object.metadata.name}`);
    }
  }
  return refused.length === 0
    ? []
    : [
        `Pod Security of its namespace in ${
          environment.name
        } would enforce ${level} (now ${
          was ?? 'nothing'
        }) and refuse the next pods of ${namesText(
          refused,
        )}; with the tenant in tenancy.reportOnly the level stays as it is, and podSecurity.level of the environment sets another`,
      ];
}

function* quotaLines(
  { environment, objects }: Cell,
  found: readonly Counterpart[],
  kinds: KindRegistry,
): Steps<string[]> {
  const rendered = found.map(each => each.rendered);
  const limits = rendered
    .filter(({ kind }) => kind === 'LimitRange')
    .flatMap(containerLimits);
  const over: string[] = [];
  for (const quota of rendered.filter(isQuota)) {
    let used: Amounts = new Map();
    for (const { object } of objects) {
      yield;
      if (!hasEnded(object)) {
        used = plus(used, amountsFor(object, limits, quota.spec, kinds));
      }
    }
    for (const [resource, hard] of amountsOf(at(quota.spec, 'hard'))) {
      const amount = used.get(resource) ?? 0n;
      if (amount > hard) {
        over.push(
          `${amountText(resource, amount)} of ${amountText(
            resource,
            hard,
          )} ${resource} (${quota.metadata.name})`,
        );
      }
    }
  }
  return over.length === 0
    ? []
    : [
        `what it has in ${
          environment.name
        } is more than its tier gives: ${namesText(
          over,
        )}; name a larger tier in the rules, or put the tenant into tenancy.reportOnly, which gives it no quotas`,
      ];
}

function isQuota({ kind }: KubernetesObject): boolean {
  return kind === 'ResourceQuota';
}

function namesText(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
