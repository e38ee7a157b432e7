import { redactEvidence } from '../check';
import { renderPlatform } from '../guardrails/renderPlatform';
import type { Capability } from '../manifests';
import type { Finding, ManifestSet, ObjectRef } from '../model';
import { requestPathOf } from '../parse/requestKinds';
import { kindsOf, type Platform } from '../platform';
import { renderAllInSteps } from '../render/renderAll';
import type { RenderOptions } from '../render/render';
import {
  FindingsError,
  type RequestEnvelope,
  requestRef,
  tenantOf,
} from '../request';
import { treeOf } from '../request/paths';
import type { Steps } from '../steps';
import { checkPlannedInSteps, type Judges } from './checkPlanned';
import { type FilesInGit, inOneTree } from './filesInGit';
import { type ChangePreview, previewChangeInSteps } from './previewChange';
import { renderChangeInSteps, type RenderedChange } from './renderChange';
import {
  expectationFinding,
  nothingToRemove,
  type ResolvedAsk,
} from './resolveAsk';

const platformRef = requestRef({ kind: 'Platform', metadata: { name: '' } });

/**
 * What a request would write, and all that is wrong with it.
 *
 * @public
 */
export interface RequestPreview extends ChangePreview {
  /** The request as it would stand in Git; absent where it is refused before it is rendered. */
  request?: RequestEnvelope;
  /** Whether all clusters could be asked for what the checks need. */
  checkedLive: boolean;
}

/**
 * What was read for a preview, and who asks. Git, clusters and rights are asked by whoever calls.
 *
 * @public
 */
export interface PreviewContext extends Judges {
  platform: Platform;
  /** The files in Git that the change may touch, at the commits that are written on. */
  files: FilesInGit;
  /** The kinds of requests there are; those of Groundwork when absent. */
  capabilities?: readonly Capability[];
  /** Identity provider groups by entity reference, where the platform does not derive them. */
  groups?: RenderOptions['groups'];
  /** The Gateway API of clusters, as far as it is known. */
  gatewayApi?: RenderOptions['gatewayApi'];
  /** Whether whoever asks may read of a tenant, as `redactEvidence` asks it. */
  mayRead: (tenant: string) => boolean;
  /** Ids of the removals that the user has confirmed; `*` for all. */
  confirmed?: readonly string[];
}

/**
 * Previews a request, an edit of one, or that one goes: what it renders to, compared with Git, validated, and checked over
 * what the clusters hold; in steps of a file or an object each.
 *
 * @param options - `ask`: what is asked for; `requests`: those in Git of the tenant, and the Tenant requests of all others;
 *   `isTaken`: whether something else than Git says that the name exists, such as a tenant that runs; `findings`: what is wrong
 *   with who asks, such as an owner that is not theirs, which is told with everything else
 * @public
 */
export function* previewRequestInSteps(
  options: PreviewContext & {
    ask: ResolvedAsk;
    requests: readonly RequestEnvelope[];
    isTaken?: boolean;
    findings?: readonly Finding[];
  },
): Steps<RequestPreview> {
  const { ask, platform, files, requests, isTaken, findings = [] } = options;
  const { request, remove } = ask;
  const unexpected =
    request &&
    expectationFinding(
      request,
      isTaken || isThere(request, options),
      ask.expect,
      options.mayRead,
    );
  if (ask.findings.length > 0 || unexpected) {
    return refused([...ask.findings, ...(unexpected ? [unexpected] : [])]);
  }
  const tenant = request ? tenantOf(request) : remove?.tenant ?? '';
  try {
    const change = yield* renderChangeInSteps({
      change: ask,
      platform,
      requests,
      present: inOneTree(files),
      context: contextOf(options),
    });
    if (remove && change.before.files.length === 0) {
      return refused([nothingToRemove(remove)]);
    }
    const preview = yield* judged(change, {
      ...options,
      tenants: [tenant],
      findings: [...findings, ...change.findings],
      subject: request
        ? requestRef(request)
        : requestRef({
            kind: remove?.kind ?? 'Request',
            metadata: { name: remove?.name ?? '' },
          }),
    });
    return { ...preview, ...(request ? { request } : {}) };
  } catch (error) {
    return refused([...findings, ...findingsOf(error)]);
  }
}

/**
 * Previews that all requests are rendered again as they stand in Git, in steps of a file or an object each. Of a request
 * that is refused the files stay as they are, and it is told as a warning: it keeps nobody else from what is new.
 *
 * @param options - `requests`: all that are in Git
 * @public
 */
export function* previewAllInSteps(
  options: PreviewContext & { requests: readonly RequestEnvelope[] },
): Steps<RequestPreview> {
  const { platform, requests } = options;
  try {
    const next = yield* renderAllInSteps(
      requests,
      platform,
      contextOf(options),
    );
    return yield* judged(
      { next, before: next },
      {
        ...options,
        findings: next.findings.map(finding => ({
          ...finding,
          severity: finding.severity === 'error' ? 'warning' : finding.severity,
        })),
        subject: platformRef,
      },
    );
  } catch (error) {
    return refused(findingsOf(error));
  }
}

/**
 * Previews the guard rails and root ApplicationSets of all environments, in steps of a file or an object each.
 *
 * @public
 */
export function* previewPlatformInSteps(
  options: PreviewContext,
): Steps<RequestPreview> {
  try {
    return yield* judged(
      { next: renderPlatform(options.platform), before: { files: [] } },
      { ...options, findings: [], subject: platformRef },
    );
  } catch (error) {
    return refused(findingsOf(error));
  }
}

function* judged(
  change: Pick<RenderedChange, 'next' | 'before'> & {
    rest?: () => Steps<ManifestSet>;
  },
  options: PreviewContext & {
    findings: readonly Finding[];
    subject: ObjectRef;
    tenants?: readonly string[];
  },
): Steps<RequestPreview> {
  const { platform, files, mayRead } = options;
  const preview = yield* previewChangeInSteps({
    ...change,
    present: files,
    subject: options.subject,
    layout: platform.layout,
    kinds: kindsOf(platform),
    environments: platform.environments.map(({ name }) => name),
    ...(options.confirmed ? { confirmed: options.confirmed } : {}),
    ...(options.capabilities ? { capabilities: options.capabilities } : {}),
  });
  const checked = yield* checkPlannedInSteps({ ...options, ...change });
  return {
    ...preview,
    findings: redactEvidence(
      [...options.findings, ...preview.findings, ...checked.findings],
      name => mayRead(name) || options.tenants?.includes(name) === true,
    ),
    checkedLive: checked.checkedLive,
  };
}

function contextOf({ capabilities, groups, gatewayApi }: PreviewContext) {
  return {
    ...(capabilities ? { capabilities } : {}),
    ...(groups ? { groups } : {}),
    ...(gatewayApi ? { gatewayApi } : {}),
  };
}

/** A file that can't be read as a request, or has the other ending, keeps the name all the same. */
function isThere(
  request: RequestEnvelope,
  { files, capabilities, platform }: PreviewContext,
): boolean {
  const path = requestPathOf(
    {
      kind: request.kind,
      tenant: tenantOf(request),
      name: request.metadata.name,
    },
    platform.layout,
    capabilities ? { capabilities } : {},
  );
  const present = files[treeOf(path, platform.layout)];
  return present.has(path) || present.has(path.replace(/yaml$/, 'yml'));
}

function refused(findings: readonly Finding[]): RequestPreview {
  return { changes: [], files: [], removals: [], findings, checkedLive: false };
}

/** The findings of an error that is about the request; any other error goes on. */
function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof FindingsError) {
    return error.findings;
  }
  throw error;
}
