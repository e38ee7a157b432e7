import type { CatalogService } from '@backstage/plugin-catalog-node';
import { InputError } from '@backstage/errors';
import type {
  PreviewInput,
  PreviewView,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  clustersOf,
  type GitRepositories,
  groupsOf,
  inTurns,
  nothingToRemove,
  ownerFindings,
  resolveAsked,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  redactEvidence,
  type Extensions,
  type Finding,
  FindingsError,
  kindsOf,
  type ManifestSet,
  type ObjectRef,
  parseRequest,
  type Platform,
  previewChangeInSteps,
  renderChangeInSteps,
  type RenderedChange,
  renderPlatform,
  type RequestEnvelope,
  requestRef,
  tenantOf,
} from '@groundwork/engine';
import type { TenantAccess } from '../access/TenantAccess';
import type { Viewer } from '../access/Viewer';
import type { LiveSnapshot } from '../clusters';
import type { GitTrees } from '../git/GitTrees';
import type { RequestIndex } from '../git/RequestIndex';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import { admit, assertTenantOf } from './admit';
import { checkPlanned } from './checkPlanned';
import { requestsFor } from './requestsFor';
import { type Base, BaseMovedError, readBase } from './readBase';
import type { Schemas } from './Schemas';

/** How often a decision is made anew because Git moved meanwhile. */
const MAX_ATTEMPTS = 4;

/**
 * What a request would write, and what is wrong with it: rendered by the engine, compared with Git, validated with the
 * schemas of the clusters it is for, and checked over what they hold now.
 */
export class Previews {
  readonly #platform: Platform;
  readonly #checks: Extensions['checks'];
  readonly #access: TenantAccess;
  readonly #catalog: CatalogService;
  readonly #git: GitRepositories;
  readonly #trees: GitTrees;
  readonly #requestIndex: RequestIndex;
  readonly #directory: TenantDirectory;
  readonly #snapshot: LiveSnapshot;
  readonly #schemas: Schemas;

  constructor(options: {
    platform: Platform;
    extensions: Extensions;
    access: TenantAccess;
    catalog: CatalogService;
    git: GitRepositories;
    trees: GitTrees;
    requestIndex: RequestIndex;
    directory: TenantDirectory;
    snapshot: LiveSnapshot;
    schemas: Schemas;
  }) {
    this.#platform = options.platform;
    this.#checks = options.extensions.checks;
    this.#access = options.access;
    this.#catalog = options.catalog;
    this.#git = options.git;
    this.#trees = options.trees;
    this.#requestIndex = options.requestIndex;
    this.#directory = options.directory;
    this.#snapshot = options.snapshot;
    this.#schemas = options.schemas;
  }

  /**
   * Previews a request, an edit of one, or that one goes. Whether it exists, whose it is and what it would change are
   * decided from the commits in `base`.
   *
   * @throws NotAllowedError if the viewer may not change the tenant that it is about;
   * ServiceUnavailableError while Git, or a cluster that may hold the tenant, can't be read
   */
  async ofRequest(viewer: Viewer, input: PreviewInput): Promise<PreviewView> {
    return this.#decided(input, base => this.#ofRequest(base, viewer, input));
  }

  /**
   * Previews the guard rails and root ApplicationSets of all environments.
   *
   * @throws NotAllowedError if the viewer does not run the platform
   */
  async ofPlatform(
    viewer: Viewer,
    options: { fresh?: boolean } = {},
  ): Promise<PreviewView> {
    this.#access.assertAdmin(viewer);
    return this.#decided(options, async base => {
      try {
        return await this.#compare({
          base,
          viewer,
          next: renderPlatform(this.#platform),
          before: { files: [] },
          findings: [],
          subject: requestRef({ kind: 'Platform', metadata: { name: '' } }),
        });
      } catch (error) {
        return this.#refused(base, findingsOf(error));
      }
    });
  }

  async #decided(
    { fresh = false }: { fresh?: boolean },
    decide: (base: Base) => Promise<PreviewView>,
  ): Promise<PreviewView> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await decide(
          await readBase({
            git: this.#git,
            trees: this.#trees,
            requestIndex: this.#requestIndex,
            fresh: fresh || attempt > 1,
          }),
        );
      } catch (error) {
        if (!(error instanceof BaseMovedError) || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #ofRequest(
    base: Base,
    viewer: Viewer,
    input: PreviewInput,
  ): Promise<PreviewView> {
    const { requestIndex } = base;
    const tenants = this.#directory.at(requestIndex);
    // Before anything else is said: a conflict tells what Git holds.
    await assertTenantOf(input.request, viewer, this.#access, {
      tenants,
      requestIndex,
    });
    for (const { tenant, name } of [input.edit, input.remove].flatMap(
      named => named ?? [],
    )) {
      await this.#access.update(viewer, tenant ?? name, tenants);
    }
    const find = ({ tenant, kind, name }: RequestName) =>
      requestIndex.find(tenant, kind, name)?.request;
    const asked = resolveAsked(input, find);
    if (asked.findings.length > 0) {
      return this.#refused(base, asked.findings);
    }
    const { document, expect, remove } = asked;
    let request: RequestEnvelope | undefined;
    try {
      request =
        document === undefined
          ? undefined
          : parseRequest(document, requestIndex);
    } catch (error) {
      return this.#refused(base, findingsOf(error));
    }
    const tenant = request ? tenantOf(request) : remove?.tenant ?? '';
    if (remove && remove.tenant !== tenant) {
      throw new InputError(
        "remove: a request of another tenant can't be removed together with this one.",
      );
    }
    const refusal = request
      ? await admit({
          viewer,
          request,
          expect,
          access: this.#access,
          requestIndex,
          tenants,
        })
      : undefined;
    if (refusal) {
      return this.#refused(base, [refusal]);
    }
    const { credentials } = viewer;
    const owner = request
      ? await ownerFindings({ ...viewer, request, catalog: this.#catalog })
      : [];
    const groups = await groupsOf({
      platform: this.#platform,
      requests: [request, requestIndex.tenant(tenant)],
      catalog: this.#catalog,
      credentials,
    });
    try {
      const present = await base.filesOf(tenant);
      const steps = renderChangeInSteps({
        change: { request, remove },
        platform: this.#platform,
        requests: requestsFor(requestIndex, tenant),
        present,
        context: {
          capabilities: requestIndex.capabilities,
          groups,
          gatewayApi: this.#schemas.gatewayApi(clustersOf(this.#platform)),
        },
      });
      const change = await inTurns(steps);
      if (remove && change.before.files.length === 0) {
        return this.#refused(base, [nothingToRemove(remove)]);
      }
      const view = await this.#compare({
        ...change,
        base,
        viewer,
        findings: [...owner, ...change.findings],
        tenant,
        subject: request ? requestRef(request) : refOfName(remove),
        confirmed: input.confirmed,
      });
      return { ...view, ...(request ? { request } : {}) };
    } catch (error) {
      return this.#refused(base, [...owner, ...findingsOf(error)]);
    }
  }

  async #compare(options: {
    base: Base;
    viewer: Viewer;
    next: ManifestSet;
    before: ManifestSet;
    rest?: RenderedChange['rest'];
    findings: readonly Finding[];
    subject: ObjectRef;
    confirmed?: readonly string[];
    tenant?: string;
  }): Promise<PreviewView> {
    const { base, viewer, next, before, tenant } = options;
    const present = await base.contents(
      [...next.files, ...before.files].map(({ tree, path }) => ({
        tree,
        path,
      })),
    );
    const preview = await inTurns(
      previewChangeInSteps({
        ...options,
        present,
        capabilities: base.requestIndex.capabilities,
        kinds: kindsOf(this.#platform),
        environments: this.#platform.environments.map(({ name }) => name),
      }),
    );
    const checked = await checkPlanned({
      next,
      before,
      platform: this.#platform,
      checks: this.#checks,
      snapshot: this.#snapshot,
      schemas: this.#schemas,
      ...(tenant ? { tenant } : {}),
    });
    const own = await this.#access.readableNames(viewer);
    return {
      changes: preview.changes,
      files: [...preview.files],
      removals: preview.removals,
      findings: redactEvidence(
        [...options.findings, ...preview.findings, ...checked.findings],
        name => viewer.isAdmin || name === tenant || own.has(name),
      ),
      checkedLive: checked.checkedLive,
      sources: this.#sources(),
      base: { ...base.commits },
    };
  }

  #refused(base: Base, findings: readonly Finding[]): PreviewView {
    return {
      changes: [],
      files: [],
      removals: [],
      findings: [...findings],
      checkedLive: false,
      sources: this.#sources(),
      base: { ...base.commits },
    };
  }

  #sources(): PreviewView['sources'] {
    return [...this.#snapshot.sources(), ...this.#trees.sources()];
  }
}

function refOfName(name: RequestName | undefined): ObjectRef {
  return requestRef({
    kind: name?.kind ?? 'Request',
    metadata: { name: name?.name ?? '' },
  });
}

/** The findings of an error that is about the request; any other error goes on. */
function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof FindingsError) {
    return error.findings;
  }
  throw error;
}
