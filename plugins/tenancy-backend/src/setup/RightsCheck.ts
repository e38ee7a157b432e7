import type { KindDescriptor } from '@groundwork/engine';
import type { SetupKindView } from '@groundwork/backstage-plugin-tenancy-common';
import type { ClusterConnection } from '../clusters';
import { textOf } from '../clusters/streams';
import { costOf } from './costOf';

/** Milliseconds for one question, and for all of a cluster. */
const PATIENCE = 5_000;
const ALL = 20_000;

const AT_ONCE = 8;
const MOST_NAMESPACES = 20;
const MOST_BYTES = 256 * 1024;
const VERBS = ['list', 'watch'];

type Answer = 'yes' | 'no' | 'unknown';

/** Asks a cluster, kind by kind, what its reader may do there: SelfSubjectAccessReview of authorization.k8s.io/v1. */
export class RightsCheck {
  readonly #connection: ClusterConnection;
  readonly #signal = AbortSignal.timeout(ALL);
  #running = 0;
  readonly #waiting: Array<() => void> = [];

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
  }

  /** What may be read of a kind, everywhere or in these namespaces alone. */
  async of(
    kind: Pick<
      KindDescriptor,
      'group' | 'kind' | 'plural' | 'namespaced' | 'pods' | 'asked'
    >,
    namespaces: readonly string[],
  ): Promise<SetupKindView> {
    const { group, kind: name } = kind;
    const view = { group, kind: name, cost: costOf(kind) };
    const verbs = kind.asked ? ['list'] : VERBS;
    const everywhere = await this.#all(kind, verbs);
    if (everywhere.unknown.length > 0) {
      const why = `whether it may be read could not be asked: ${this.#problem}`;
      return { ...view, right: 'unknown', why };
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
    const readable = answers.filter(
      ({ no, unknown }) => no.length === 0 && unknown.length === 0,
    );
    if (asked.length > 0 && readable.length === asked.length) {
      return { ...view, right: 'allowed', namespaces: [...asked] };
    }
    const lacking = answers
      .filter(each => !readable.includes(each))
      .map(({ namespace }) => namespace);
    const missing = everywhere.no.join(' and ');
    return readable.length > 0
      ? {
          ...view,
          right: 'partly',
          namespaces: readable.map(({ namespace }) => namespace),
          why: `its reader may not ${missing} it in ${lacking.join(', ')}`,
        }
      : {
          ...view,
          right: 'missing',
          why: `its reader may not ${missing} it`,
        };
  }

  #problem = 'no answer';

  async #all(
    kind: Pick<KindDescriptor, 'group' | 'plural'>,
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
    { group, plural }: Pick<KindDescriptor, 'group' | 'plural'>,
    verb: string,
    namespace: string | undefined,
  ): Promise<Answer> {
    while (this.#running >= AT_ONCE) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#running += 1;
    try {
      const answer = await this.#connection.review(
        {
          group,
          resource: plural,
          verb,
          ...(namespace === undefined ? {} : { namespace }),
        },
        {
          signal: AbortSignal.any([
            this.#signal,
            AbortSignal.timeout(PATIENCE),
          ]),
        },
      );
      const text = await textOf(answer.body, MOST_BYTES);
      const { status }: { status?: { allowed?: unknown } } = JSON.parse(text);
      if (answer.status < 200 || answer.status > 299) {
        this.#problem = `the cluster answers with status ${answer.status}`;
        return 'unknown';
      }
      if (typeof status?.allowed !== 'boolean') {
        this.#problem = 'the cluster answers with something else';
        return 'unknown';
      }
      return status.allowed ? 'yes' : 'no';
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      return 'unknown';
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
