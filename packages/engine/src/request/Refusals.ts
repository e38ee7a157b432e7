import { Finding, FixableBy, ObjectRef } from '../model';
import { RequestError } from './RequestError';

/**
 * Why a field is refused. `given` is what was written there, `allowed` what may be.
 *
 * @public
 */
export interface Refusal {
  code: string;
  /** Path in the request, as in `spec.environments[0]`. */
  field: string;
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do instead, as a sentence that names what is allowed. */
  fix: string;
  given?: unknown;
  fixableBy?: FixableBy;
}

/**
 * Collects refusals, so that one answer names every wrong field.
 *
 * @public
 */
export class Refusals {
  readonly #subject: ObjectRef;

  readonly #findings: Finding[] = [];

  constructor(subject: ObjectRef) {
    this.#subject = subject;
  }

  /** The same refusal again, as from a second environment, is not repeated. */
  add(refusal: Refusal): void {
    const finding = refusalFinding(this.#subject, refusal);
    const said = this.#findings.some(
      other =>
        other.code === finding.code &&
        other.field === finding.field &&
        other.message === finding.message,
    );
    if (!said) {
      this.#findings.push(finding);
    }
  }

  /** Throws what was added so far together with this one. */
  refuse(refusal: Refusal): never {
    this.add(refusal);
    throw new RequestError(this.#findings);
  }

  /** Throws a {@link RequestError} if anything was added. */
  throwIfAny(): void {
    if (this.#findings.length > 0) {
      throw new RequestError(this.#findings);
    }
  }

  all(): readonly Finding[] {
    return this.#findings;
  }
}

/**
 * A refusal as a finding of severity `error`.
 *
 * @public
 */
export function refusalFinding(subject: ObjectRef, refusal: Refusal): Finding {
  const given =
    refusal.given === undefined ? '' : ` Given: ${shown(refusal.given)}.`;
  return {
    code: refusal.code,
    severity: 'error',
    subject,
    field: refusal.field,
    message: `${sentence(refusal.message)}${given}`,
    fix: refusal.fix,
    fixableBy: refusal.fixableBy ?? 'tenant',
    evidence: [],
  };
}

/** Rules of schemas are half a sentence, and what was given or what to do stands behind them. */
function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

const longest = 80;

/** What was given, short and on one line: it may be anything. */
function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
