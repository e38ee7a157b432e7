import type { OwnerRule } from '@groundwork/engine';

/** A rule as it is being written; what is empty is not said. */
export interface RuleDraft {
  /** Stays while it is edited and moved. */
  id: number;
  namespace: string;
  owner: string;
  environment: string;
  tenant: string;
  tier: string;
}

const KEY = 'groundwork.adoption.rules';
const MOST = 2_000;

let last = 0;

/** A draft with what is known already. */
export function newDraft(rule: Partial<OwnerRule> = {}): RuleDraft {
  last += 1;
  const { namespace = '', owner = '' } = rule;
  const { environment = '', tenant = '', tier = '' } = rule;
  return { id: last, namespace, owner, environment, tenant, tier };
}

/** The rules that drafts come to; undefined where one of them lacks what a rule must have. Empty drafts are none. */
export function rulesOf(drafts: readonly RuleDraft[]): OwnerRule[] | undefined {
  const rules: OwnerRule[] = [];
  for (const { id: _id, ...draft } of drafts) {
    const given = Object.fromEntries(
      Object.entries(draft)
        .map(([key, value]) => [key, value.trim()])
        .filter(([, value]) => value !== ''),
    );
    if (given.namespace && given.owner) {
      rules.push({ namespace: given.namespace, owner: given.owner, ...given });
    } else if (Object.keys(given).length > 0) {
      return undefined;
    }
  }
  return rules;
}

/** What was written before a reload, on this machine alone. */
export function keptDrafts(): RuleDraft[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return (Array.isArray(kept) ? kept : []).slice(0, MOST).map(each => {
      const texts = Object.entries(Object(each)).filter(
        ([, value]) => typeof value === 'string',
      );
      return newDraft(Object.fromEntries(texts));
    });
  } catch {
    return [];
  }
}

/** Keeps them for the next time. */
export function keepDrafts(drafts: readonly RuleDraft[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(drafts));
  } catch {
    // A browser that keeps nothing is no reason to fail.
  }
}
