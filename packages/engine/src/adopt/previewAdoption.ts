import { redactEvidence } from '../check';
import type { Finding, ManifestFile } from '../model';
import { kindsOf } from '../platform';
import { checkPlannedInSteps } from '../preview/checkPlanned';
import { previewChangeInSteps } from '../preview/previewChange';
import type { PreviewContext, RequestPreview } from '../preview/previewRequest';
import { isTenant } from '../manifests';
import { render } from '../render/render';
import { renderAllInSteps, uniteInSteps } from '../render/renderAll';
import {
  FindingsError,
  isRequestPath,
  RequestEnvelope,
  requestRef,
} from '../request';
import type { Steps } from '../steps';

/**
 * Previews that tenants are adopted: their requests with what they render to, and the objects that are kept as they are, compared with Git
 * and judged as every other change is, in steps of a file or an object each. What was wrong with the objects before is told as a warning,
 * since adoption leaves them as they are; what API server or guard rails would refuse is an error.
 *
 * @param options - `requests`: all of these tenants, those that are in Git already among them; `adopted`: the files of the adoption;
 *   `others`: the Tenant requests of all others, `previous`: those of these as they are in Git
 * @public
 */
export function* previewAdoptionInSteps(
  options: PreviewContext & {
    tenants: readonly string[];
    requests: readonly RequestEnvelope[];
    adopted: readonly ManifestFile[];
    others: readonly RequestEnvelope[];
    previous?: readonly RequestEnvelope[];
  },
): Steps<RequestPreview> {
  const { platform, tenants, requests, adopted, mayRead } = options;
  const { capabilities, groups, gatewayApi } = options;
  const { others, previous = [] } = options;
  const own = requests.filter(isTenant);
  const context = {
    ...(capabilities ? { capabilities } : {}),
    ...(groups ? { groups } : {}),
    ...(gatewayApi ? { gatewayApi } : {}),
  };
  try {
    for (const request of own) {
      const { name } = request.metadata;
      const before = previous.find(each => each.metadata.name === name);
      render(request, platform, {
        ...context,
        others: [...others, ...own.filter(each => each !== request)],
        ...(before ? { previous: before } : {}),
      });
      yield;
    }
    const rendered = yield* renderAllInSteps(requests, platform, context);
    const next = yield* uniteInSteps([
      rendered,
      {
        files: adopted.filter(
          ({ path }) => !isRequestPath(path, platform.layout),
        ),
      },
    ]);
    const before = { files: [] };
    const preview = yield* previewChangeInSteps({
      next,
      before,
      present: options.files,
      layout: platform.layout,
      subject: requestRef({ kind: 'Tenant', metadata: { name: tenants[0] } }),
      kinds: kindsOf(platform),
      environments: platform.environments.map(({ name }) => name),
      ...(capabilities ? { capabilities } : {}),
    });
    const checked = yield* checkPlannedInSteps({
      ...options,
      next,
      before,
      tenants,
      unchanged: true,
    });
    return {
      ...preview,
      findings: redactEvidence(
        [
          ...rendered.findings,
          ...preview.findings,
          ...checked.findings.filter(finding => !isAdopted(finding)),
        ],
        name => mayRead(name) || tenants.includes(name),
      ),
      checkedLive: checked.checkedLive,
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) {
      throw error;
    }
    return {
      changes: [],
      files: [],
      removals: [],
      findings: error.findings,
      checkedLive: false,
    };
  }
}

/** That the namespace is there already is what adoption is about; one of another tenant stays taken. */
function isAdopted({ code, evidence }: Finding): boolean {
  return (
    code === 'NamespaceTaken' && evidence.every(({ tenant }) => tenant === '')
  );
}
