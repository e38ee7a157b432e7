import {
  applyEdit,
  type Finding,
  type RequestEnvelope,
  requestRef,
} from '@groundwork/engine';
import type {
  PreviewInput,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Expectation } from './expectationFinding';

/**
 * What is asked for, once it is known what Git holds.
 *
 * @public
 */
export interface ResolvedAsk {
  /** The document as it would stand in Git, not yet parsed; absent where a request only goes. */
  document?: unknown;
  expect: Expectation;
  /** The request that goes. */
  remove?: RequestName;
  /** `EditConflict`, or that nothing was asked. Nothing may be written while one of them is an error. */
  findings: readonly Finding[];
}

const nothingAsked: Finding = {
  code: 'NothingAsked',
  severity: 'error',
  subject: requestRef({ kind: 'Request', metadata: { name: '' } }),
  message: 'Nothing was asked for.',
  fix: 'Give a request, an edit, or the name of a request to remove.',
  fixableBy: 'tenant',
  evidence: [],
};

/**
 * Makes of what was asked the document that would stand in Git: an edit is laid over the request as it is there now.
 *
 * @param find - the request of that name as Git holds it, at the commit that is written on
 * @public
 */
export function resolveAsked(
  input: PreviewInput,
  find: (name: RequestName) => RequestEnvelope | undefined,
): ResolvedAsk {
  const { request, edit, remove, expect = 'either' } = input;
  const gone = remove ? { remove } : {};
  if (edit) {
    const { kind, name, tenant = name } = edit;
    const current = find({ kind, tenant, name });
    const { document, findings } = applyEdit(edit, current);
    return { document, findings, expect: 'change', ...gone };
  }
  if (request !== undefined) {
    return { document: request, expect, findings: [], ...gone };
  }
  return {
    expect,
    ...gone,
    findings: remove ? [] : [nothingAsked],
  };
}

/**
 * Says that there is no such request to remove.
 *
 * @public
 */
export function nothingToRemove({ kind, tenant, name }: RequestName): Finding {
  return {
    ...nothingAsked,
    code: 'NothingToRemove',
    subject: requestRef({ kind, metadata: { name } }),
    message: `There is no ${kind} ${name} of ${tenant}, and it left no files behind.`,
    fix: 'Correct the name. If it was removed already, there is nothing to do.',
  };
}
