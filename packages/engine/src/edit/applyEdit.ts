import { Finding } from '../model';
import { parseRequest, type ParseOptions } from '../parse/parseRequest';
import {
  Refusals,
  requestApiVersion,
  RequestEnvelope,
  requestRef,
} from '../request';
import { mergeValues } from './mergeValues';

/**
 * What somebody changed of a request, as plain data: its spec as Git held it, as it was shown, and as it was submitted.
 * What is alike in the last two is not part of the edit.
 *
 * @public
 */
export interface RequestEdit {
  kind: string;
  name: string;
  /** The tenant it belongs to; absent for a Tenant request. */
  tenant?: string;
  /** The spec as Git held it when it was loaded. */
  base: Record<string, unknown>;
  /** The spec as a form showed it, which may know less than Git holds; absent where all of it was shown. */
  from?: Record<string, unknown>;
  /** The spec as it was submitted. */
  to: Record<string, unknown>;
}

/**
 * An edit laid over the request as Git holds it now.
 *
 * @public
 */
export interface AppliedEdit {
  /** The document that follows, not yet parsed; where fields are in conflict it keeps what Git holds. */
  document: unknown;
  /** `EditConflict`, an error for each field that was changed in Git too since it was shown. */
  findings: readonly Finding[];
}

/**
 * Applies an edit to the request that Git holds. What the edit did not change stays as it is there.
 *
 * @param current - the request in Git; without one the edit is applied to what was shown
 * @public
 */
export function applyEdit(
  edit: RequestEdit,
  current: RequestEnvelope | undefined,
): AppliedEdit {
  const envelope = {
    apiVersion: requestApiVersion,
    kind: edit.kind,
    metadata: {
      name: edit.name,
      ...(edit.tenant === undefined ? {} : { tenant: edit.tenant }),
    },
  };
  const { base, from = base, to } = edit;
  const { value: mine } = mergeValues(from, to, base, 'mine');
  const { value, conflicts } = mergeValues(base, mine, current?.spec ?? base);
  const refusals = new Refusals(requestRef(envelope));
  for (const conflict of conflicts) {
    const { field } = conflict;
    refusals.add({
      code: 'EditConflict',
      field: field === '' ? 'spec' : `spec.${field}`,
      message: `Somebody changed this since you opened the form: it was ${shown(
        conflict.base,
      )}, Git has ${shown(conflict.theirs)} now, and you want ${shown(
        conflict.mine,
      )}.`,
      fix: 'Reload the form to see the current value, then make your change again.',
    });
  }
  return {
    document: { ...envelope, spec: value },
    findings: refusals.all(),
  };
}

/**
 * The edit that makes a whole document of what Git holds, for those who write a request as a whole.
 *
 * @throws RequestError if the document is no request
 * @public
 */
export function editTo(
  document: unknown,
  current: RequestEnvelope,
  options?: ParseOptions,
): RequestEdit {
  const next = parseRequest(document, options);
  return {
    kind: next.kind,
    name: next.metadata.name,
    ...(next.metadata.tenant === undefined
      ? {}
      : { tenant: next.metadata.tenant }),
    base: current.spec,
    to: next.spec,
  };
}

const longest = 60;

/** A value in a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) {
    return 'not set';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text || '""';
}
