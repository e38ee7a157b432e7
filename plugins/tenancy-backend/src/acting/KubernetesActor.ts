import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  initiatorPrefix,
  type KubernetesObject,
  operationNote,
  operationProgress,
} from '@groundwork/engine';
import type { ActingCluster } from './ActingCluster';
import type { Actor, ObjectTarget, SyncWish, Target } from './Actor';
import { type JsonAnswer, messageOf } from './askJson';
import { objectPath } from './objectPath';
import { operationOf } from './operationOf';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const REFRESH = 'argocd.argoproj.io/refresh';
/** How often somebody else may write in between before it is told. */
const ATTEMPTS = 4;

/** Acts by small changes of objects, as an account that the guard rail `acting` fences. */
export class KubernetesActor implements Actor {
  readonly #cluster: ActingCluster;
  readonly #fence: () => Promise<string | undefined>;

  /** `fence` says why the credential must not be used on the cluster. */
  constructor(
    cluster: ActingCluster,
    fence: () => Promise<string | undefined>,
  ) {
    this.#cluster = cluster;
    this.#fence = fence;
  }

  async verify(): Promise<void> {
    const problem = await this.#fence();
    if (problem) {
      throw new NotAllowedError(problem);
    }
  }

  async sync({ ref }: Target, wish: SyncWish): Promise<void> {
    await this.#change(objectPath(ref, 'v1alpha1'), object => {
      const operation = operationProgress(object);
      if (operation?.key === wish.key) {
        return undefined;
      }
      if (
        operation &&
        ['Requested', 'Running', 'Terminating'].includes(operation.phase)
      ) {
        throw new ConflictError(
          `An operation of ${ref.name} runs already${
            operation.startedBy ? `, started by ${operation.startedBy}` : ''
          }. Wait for its end, or terminate it`,
        );
      }
      return {
        operation: {
          initiatedBy: { username: `${initiatorPrefix}${wish.by}` },
          info: [{ name: operationNote, value: wish.key }],
          sync: operationOf(object, wish),
        },
      };
    });
  }

  async refresh({ ref }: Target, kind: 'normal' | 'hard'): Promise<void> {
    await this.#change(objectPath(ref, 'v1alpha1'), () => ({
      metadata: { annotations: { [REFRESH]: kind } },
    }));
  }

  async terminate({ ref }: Target): Promise<void> {
    await this.#change(objectPath(ref, 'v1alpha1'), object => {
      const phase = operationProgress(object)?.phase;
      if (phase === 'Terminating') {
        return undefined;
      }
      if (phase !== 'Running') {
        throw new ConflictError(`Nothing of ${ref.name} runs any more`);
      }
      return { status: { operationState: { phase: 'Terminating' } } };
    });
  }

  async refreshSecret(
    { ref, version }: ObjectTarget,
    key: string,
  ): Promise<void> {
    await this.#change(objectPath(ref, version), () => ({
      metadata: { annotations: { 'force-sync': key } },
    }));
  }

  async restart({ ref, version }: ObjectTarget, at: Date): Promise<void> {
    const time = `${at.toISOString().slice(0, 19)}Z`;
    await this.#change(objectPath(ref, version), () =>
      ref.kind === 'Rollout'
        ? { spec: { restartAt: time } }
        : {
            spec: {
              template: { metadata: { annotations: { [RESTARTED_AT]: time } } },
            },
          },
    );
  }

  /** Changes an object as it is now, and looks again where somebody else wrote in between. */
  async #change(
    path: string,
    change: (object: KubernetesObject) => object | undefined,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const found = await this.#cluster.ask('GET', path);
      const object = this.#accepted(found) as KubernetesObject;
      const patch = change(object);
      if (!patch) {
        return;
      }
      const { metadata = {}, ...rest } = patch as { metadata?: object };
      const answer = await this.#cluster.ask('PATCH', path, {
        ...rest,
        metadata: {
          ...metadata,
          resourceVersion: object.metadata.resourceVersion,
        },
      });
      if (answer.status !== 409 || attempt === ATTEMPTS) {
        this.#accepted(answer);
        return;
      }
    }
  }

  #accepted(answer: JsonAnswer): unknown {
    const { status, body } = answer;
    const { name } = this.#cluster;
    const said = messageOf(answer);
    if (status === 200) {
      return body;
    }
    switch (status) {
      case 401:
        throw new NotAllowedError(
          `Cluster ${name} rejects the credential that acts for teams: its token may have expired. The platform team renews it (actions.credential)`,
        );
      case 403:
        throw new NotAllowedError(
          `Cluster ${name} does not let the portal do this: ${said}`,
        );
      case 404:
        throw new ConflictError(`It is not there any more in cluster ${name}`);
      case 409:
        throw new ConflictError(
          `Somebody else writes to it again and again: ${said}. Try again`,
        );
      case 400:
      case 422:
        throw new ConflictError(`Cluster ${name} refuses it: ${said}`);
      default:
        throw new ServiceUnavailableError(
          `Cluster ${name} could not do it: ${said}. Try again`,
        );
    }
  }
}
