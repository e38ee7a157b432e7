import type { KindDescriptor } from '@groundwork/engine';
import type { SetupKindView } from '@groundwork/backstage-plugin-tenancy-common';
import { type ClusterConnection, Turns } from '../clusters';
import type { AccessQuestion } from '../clusters/ClusterConnection';
import { textOf } from '@groundwork/backstage-plugin-tenancy-node';
import { costOf } from './costOf';
import { untilAborted } from './untilAborted';

/** Milliseconds for one question, and for all of a cluster. */
const PATIENCE = 5_000;
const ALL = 20_000;

const AT_ONCE = 8;
/** Rights in more namespaces are not asked for one by one. */
const MOST_NAMESPACES = 20;
const MOST_BYTES = 256 * 1024;
const VERBS = ['list', 'watch'];

type Answer = 'yes' | 'no' | 'unknown';

/** A kind that may be read. */
export type AskedKind = Pick<
  KindDescriptor,
  | 'group'
  | 'kind'
  | 'plural'
  | 'namespaced'
  | 'pods'
  | 'asked'
  | 'tellsDelivery'
>;

/** Asks a cluster, kind by kind, what its reader may do there: SelfSubjectAccessReview of authorization.k8s.io/v1. */
export class RightsCheck {
  readonly #connection: ClusterConnection;
  readonly #silence = new AbortController();
  readonly #signal = AbortSignal.any([
    AbortSignal.timeout(ALL),
    this.#silence.signal,
  ]);
  readonly #turns = new Turns(AT_ONCE);
  #hasAnswered = false;
  #problem = 'no answer';

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
  }

  /** What may be read of a kind, everywhere or in these namespaces alone. */
  async of(
    kind: AskedKind,
    namespaces: readonly string[],
  ): Promise<SetupKindView> {
    const { group, kind: name } = kind;
    const view = { group, kind: name, cost: costOf(kind) };
    // What is asked for when somebody looks need not be watched.
    const verbs = kind.asked ? ['list'] : VERBS;
    const everywhere = await this.#all(kind, verbs);
    if (everywhere.unknown.length > 0) {
      return { ...view, right: 'unknown', why: this.#whyUnknown() };
    }
    if (everywhere.no.length === 0) {
      return { ...view, right: 'allowed' };
    }
    const asked = kind.namespaced ? namespaces.slice(0, MOST_NAMESPACES) : [];
    const answers = await Promise.all(
      asked.map(async namespace => ({
        namespace,
        ...(await this.#all(kind, verbs, namespace)),
      })),
    );
    const readable = answers
      .filter(({ no, unknown }) => no.length === 0 && unknown.length === 0)
      .map(({ namespace }) => namespace);
    const refused = answers.filter(({ no }) => no.length > 0);
    const unsaid = answers.length - readable.length - refused.length;
    const problems = [
      ...(refused.length > 0
        ? [
            `its reader may not ${verbsOf(refused)} it in ${refused
              .map(({ namespace }) => namespace)
              .join(', ')}`,
          ]
        : []),
      ...(unsaid > 0 ? [`in ${unsaid} namespaces ${this.#whyUnknown()}`] : []),
      ...(namespaces.length > asked.length && kind.namespaced
        ? [
            `of ${namespaces.length} namespaces only ${asked.length} were asked for`,
          ]
        : []),
    ];
    if (readable.length > 0) {
      return {
        ...view,
        right: problems.length > 0 ? 'partly' : 'allowed',
        namespaces: readable,
        ...(problems.length > 0 ? { why: problems.join('; ') } : {}),
      };
    }
    return unsaid > 0
      ? { ...view, right: 'unknown', why: problems.join('; ') }
      : {
          ...view,
          right: 'missing',
          why: `its reader may not ${verbsOf([...refused, everywhere])} it`,
        };
  }

  #whyUnknown(): string {
    return `whether it may be read could not be asked: ${this.#problem}`;
  }

  async #all(
    kind: AskedKind,
    verbs: readonly string[],
    namespace?: string,
  ): Promise<Record<Answer, string[]>> {
    const answers: Record<Answer, string[]> = { yes: [], no: [], unknown: [] };
    await Promise.all(
      verbs.map(async verb => {
        answers[await this.#may(kind, verb, namespace)].push(verb);
      }),
    );
    return answers;
  }

  async #may(
    { group, plural }: AskedKind,
    verb: string,
    namespace: string | undefined,
  ): Promise<Answer> {
    const { cluster } = this.#connection;
    const question = {
      group,
      resource: plural,
      verb,
      ...(namespace === undefined ? {} : { namespace }),
    };
    try {
      return await this.#turns.take(cluster, async () => {
        this.#signal.throwIfAborted();
        const signal = AbortSignal.any([
          this.#signal,
          AbortSignal.timeout(PATIENCE),
        ]);
        return untilAborted(signal, this.#ask(question, signal));
      });
    } catch (error) {
      this.#problem = wordsOf(error);
      if (isTimeout(error) && !this.#hasAnswered) {
        // Who answers none of the first questions answers none of the others: nobody waits for each.
        this.#silence.abort(error);
      }
      return 'unknown';
    }
  }

  async #ask(question: AccessQuestion, signal: AbortSignal): Promise<Answer> {
    const answer = await this.#connection.review(question, { signal });
    this.#hasAnswered = true;
    return this.#read(answer.status, await textOf(answer.body, MOST_BYTES));
  }

  #read(code: number, text: string): Answer {
    if (code < 200 || code > 299) {
      this.#problem = `the cluster answers with status ${code}`;
      return 'unknown';
    }
    const { status }: { status?: Record<string, unknown> } = JSON.parse(text);
    if (typeof status?.allowed !== 'boolean') {
      this.#problem = 'the cluster answers with something else';
      return 'unknown';
    }
    if (status.allowed) {
      return 'yes';
    }
    if (status.evaluationError && status.denied !== true) {
      // An authorizer that failed has not said no.
      this.#problem = String(status.evaluationError).slice(0, 200);
      return 'unknown';
    }
    return 'no';
  }
}

function isTimeout(error: unknown): boolean {
  return /aborted due to timeout/.test(String(error));
}

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return isTimeout(error) ? `no answer within ${PATIENCE / 1_000} s` : text;
}

function verbsOf(answers: ReadonlyArray<{ no: readonly string[] }>): string {
  return VERBS.filter(verb => answers.some(({ no }) => no.includes(verb))).join(
    ' and ',
  );
}
