import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  checkInSteps,
  type CustomCheck,
  type Facts,
  type Finding,
  isKnown,
  labelKeysOf,
  type Platform,
  type Snapshot,
  type Steps,
} from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestIndex } from '../git/RequestIndex';
import type { TenantDirectory } from '../tenants/TenantDirectory';

/** Milliseconds that an answer waits for the first findings. */
const PATIENCE = 1_500;

/** Milliseconds for which findings are taken for those of now. */
const MAX_AGE = 60_000;

/** Milliseconds of work at a time, and the part of a core that it takes. */
const SLICE = 8;
const SHARE = 0.4;

/** A finding with the tenant whose object it is about; of none where it belongs to no tenant. */
export interface OwnedFinding {
  finding: Finding;
  tenant?: string;
}

/**
 * What the checks find in all clusters and request files: made at leisure when somebody looks, and for a minute taken for
 * what is so now.
 */
export class EstateFindings {
  readonly #platform: Platform;
  readonly #snapshot: Snapshot;
  readonly #directory: Pick<
    TenantDirectory,
    'allInTurns' | 'tenantOfNamespace'
  >;
  readonly #requests: Pick<RequestIndex, 'requestsOf'>;
  readonly #facts: () => Facts;
  readonly #checks: readonly CustomCheck[];
  readonly #logger: LoggerService;
  readonly #patience: number;
  readonly #label: string;
  #last: { at: number; findings: readonly OwnedFinding[] } | undefined;
  #making: Promise<void> | undefined;

  constructor(options: {
    platform: Platform;
    snapshot: Snapshot;
    directory: Pick<TenantDirectory, 'allInTurns' | 'tenantOfNamespace'>;
    requests: Pick<RequestIndex, 'requestsOf'>;
    facts: () => Facts;
    checks?: readonly CustomCheck[];
    logger: LoggerService;
    /** Milliseconds that an answer waits. */
    patience?: number;
  }) {
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
    this.#directory = options.directory;
    this.#requests = options.requests;
    this.#facts = options.facts;
    this.#checks = options.checks ?? [];
    this.#logger = options.logger;
    this.#label = labelKeysOf(options.platform.prefix).tenant;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** The last findings with when they were made; undefined until there are any. */
  async last(): Promise<
    { at: number; findings: readonly OwnedFinding[] } | undefined
  > {
    // A clock may be set back.
    if (!this.#last || Math.abs(Date.now() - this.#last.at) > MAX_AGE) {
      this.#making ??= this.#make()
        .catch(error =>
          this.#logger.warn(
            `The estate cannot be checked: ${stringifyError(error)}`,
          ),
        )
        .finally(() => {
          this.#making = undefined;
        });
      await Promise.race([
        this.#making,
        sleep(this.#patience, undefined, { ref: false }),
      ]);
    }
    return this.#last;
  }

  async #make(): Promise<void> {
    const now = Date.now();
    const owners = new Map<string, string>();
    const inGit: OwnedFinding[] = [];
    for (const { name, environments } of await this.#directory.allInTurns()) {
      for (const { cluster, namespace } of environments) {
        owners.set(`${cluster}/${namespace}`, name);
      }
      for (const { findings } of this.#requests.requestsOf(name)) {
        findings.forEach(finding => inGit.push({ finding, tenant: name }));
      }
      await letOthers();
    }
    const found = await atLeisure(
      checkInSteps(this.#snapshot, {
        platform: this.#platform,
        facts: this.#facts(),
        now,
        checks: this.#checks,
      }),
    );
    const live: OwnedFinding[] = [];
    for (const finding of found) {
      const tenant = this.#ownerOf(finding, owners);
      live.push(tenant === undefined ? { finding } : { finding, tenant });
      await letOthers();
    }
    this.#last = { at: now, findings: [...inGit, ...live] };
  }

  #ownerOf(
    { subject }: Finding,
    owners: ReadonlyMap<string, string>,
  ): string | undefined {
    const { cluster, group, kind, name, namespace } = subject;
    if (group === '' && kind === 'Namespace') {
      return this.#ownerOfNamespace(cluster, name, owners);
    }
    if (namespace === undefined) {
      return undefined;
    }
    const owner = this.#ownerOfNamespace(cluster, namespace, owners);
    if (owner !== undefined) {
      return owner;
    }
    // In a namespace of the platform, such as Argo CD's, what it labels is a tenant's.
    const known = this.#snapshot.list({
      cluster,
      group,
      kind,
      namespace,
      name,
    });
    const [object] = isKnown(known) ? known.value : [];
    return object?.metadata.labels?.[this.#label];
  }

  /** Of one that is there its labels say whose it is; a request says only where one shall be. */
  #ownerOfNamespace(
    cluster: string,
    namespace: string,
    owners: ReadonlyMap<string, string>,
  ): string | undefined {
    const owner = this.#directory.tenantOfNamespace(cluster, namespace);
    if (owner !== undefined) {
      return owner;
    }
    const known = this.#snapshot.list({
      cluster,
      group: '',
      kind: 'Namespace',
      name: namespace,
    });
    return isKnown(known) && known.value.length === 0
      ? owners.get(`${cluster}/${namespace}`)
      : undefined;
  }
}

/** Takes the steps of long work, with more pauses than work. */
async function atLeisure<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const startedAt = performance.now();
    do {
      const { done, value } = steps.next();
      if (done) {
        return value;
      }
    } while (performance.now() - startedAt < SLICE);
    await sleep(
      ((performance.now() - startedAt) * (1 - SHARE)) / SHARE,
      undefined,
      { ref: false },
    );
  }
}
