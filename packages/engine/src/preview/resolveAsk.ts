import { applyEdit, type RequestEdit } from '../edit/applyEdit';
import { isTenant } from '../manifests';
import type { Finding } from '../model';
import { parseRequest, type ParseOptions } from '../parse/parseRequest';
import type { RequestName } from '../parse/requestKinds';
import { FindingsError, type RequestEnvelope, requestRef } from '../request';

/**
 * Whether a request of that name must be new, must be there, or may be either.
 *
 * @public
 */
export type Expectation = 'create' | 'change' | 'either';

/**
 * What somebody asks for: a whole request or an edit of one, and a request that goes.
 *
 * @public
 */
export interface RequestAsk {
  /** A request document as it would stand in Git. */
  request?: unknown;
  edit?: RequestEdit;
  remove?: RequestName;
  /** `either` when absent. An edit is always a change. */
  expect?: Expectation;
}

/**
 * What is asked for, once it is known what Git holds.
 *
 * @public
 */
export interface ResolvedAsk {
  /** The request as it would stand in Git; absent where one only goes, or where nothing came of what was asked. */
  request?: RequestEnvelope;
  expect: Expectation;
  /** The request that goes. */
  remove?: RequestName;
  /** `EditConflict`, what is wrong with the document, or that nothing was asked. Where there is any, nothing else is looked at. */
  findings: readonly Finding[];
}

const nothingAsked: Finding = {
  code: 'NoRequestGiven',
  severity: 'error',
  subject: requestRef({ kind: 'Request', metadata: { name: '' } }),
  message: 'Nothing was asked for.',
  fix: 'Give a request, an edit, or the name of a request to remove.',
  fixableBy: 'tenant',
  evidence: [],
};

/**
 * Makes of what was asked the request that would stand in Git: an edit is laid over the request as it is there now.
 *
 * @param find - the request of that name as Git holds it, at the commit that is written on
 * @public
 */
export function resolveAsk(
  ask: RequestAsk,
  find: (name: RequestName) => RequestEnvelope | undefined,
  options?: ParseOptions,
): ResolvedAsk {
  const { edit, remove } = ask;
  const expect = edit ? 'change' : ask.expect ?? 'either';
  const rest = { expect, ...(remove ? { remove } : {}) };
  if (!edit && ask.request === undefined) {
    return { ...rest, findings: remove ? [] : [nothingAsked] };
  }
  let document = ask.request;
  if (edit) {
    const { kind, name, tenant = name } = edit;
    const applied = applyEdit(edit, find({ kind, tenant, name }));
    if (applied.findings.length > 0) {
      return { ...rest, findings: applied.findings };
    }
    document = applied.document;
  }
  try {
    return { ...rest, request: parseRequest(document, options), findings: [] };
  } catch (error) {
    if (error instanceof FindingsError) {
      return { ...rest, findings: error.findings };
    }
    throw error;
  }
}

/** Says that there is no such request to remove. */
export function nothingToRemove({ kind, tenant, name }: RequestName): Finding {
  return {
    ...nothingAsked,
    code: 'NothingToRemove',
    subject: requestRef({ kind, metadata: { name } }),
    message: `There is no ${kind} ${name} of ${tenant}, and it left no files behind.`,
    fix: 'Correct the name. If it was removed already, there is nothing to do.',
  };
}

/**
 * What is wrong when a request is there that should be new, or is not there that should be changed.
 *
 * @param mayRead - whether who asks may know of the tenant
 */
export function expectationFinding(
  request: RequestEnvelope,
  exists: boolean,
  expect: Expectation,
  mayRead: (tenant: string) => boolean,
): Finding | undefined {
  const { kind } = request;
  const { name } = request.metadata;
  const refusal: Omit<Finding, 'code' | 'message' | 'fix'> = {
    severity: 'error',
    subject: requestRef(request),
    field: 'metadata.name',
    fixableBy: 'tenant',
    evidence: [],
  };
  if (exists && expect === 'create') {
    const known = isTenant(request)
      ? `Tenant ${name} is there already.`
      : `The tenant already has a ${kind} ${name}.`;
    return {
      ...refusal,
      code: 'NameTaken',
      ...(!isTenant(request) || mayRead(name)
        ? {
            message: known,
            fix: 'Choose another name, or change the one that is there.',
          }
        : {
            message: `The name ${name} is taken by another tenant.`,
            fix: 'Choose another name, or ask the platform team.',
          }),
    };
  }
  return !exists && expect === 'change'
    ? {
        ...refusal,
        code: 'NothingToChange',
        message: `There is no ${kind} ${name} to change.`,
        fix: 'Correct the name, or ask for a new one.',
      }
    : undefined;
}
