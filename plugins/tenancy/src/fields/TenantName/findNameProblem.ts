import type { JsonObject } from '@backstage/types';
import { tenantKind } from '@groundwork/backstage-plugin-tenancy-common';
import type { FormTexts } from '../../translations/forms';
import type { TenancyApi } from '../../api';
import { sentences, textOf, textsOf } from '../shared';
import { nameProblem } from './nameProblem';

// A request is judged only when it is whole; the owner may not be chosen yet.
const SOME_OWNER = 'group:default/not-chosen-yet';

/**
 * Why a tenant cannot have this name: its shape, or what the backend says of a request with it.
 * The rest of the request is only filled up; what is wrong there is for other fields to say.
 */
export async function findNameProblem(options: {
  api: TenancyApi;
  name: string;
  formData: JsonObject;
  signal?: AbortSignal;
  t: FormTexts;
}): Promise<string | undefined> {
  const { api, name, formData, signal, t } = options;
  const shape = nameProblem(name, t);
  if (shape) {
    return shape;
  }
  const platform = await api.getPlatform();
  const ask = (environments: readonly string[]) =>
    api.preview(
      {
        request: {
          apiVersion: 'tenancy.groundwork.dev/v1',
          kind: tenantKind,
          metadata: { name },
          spec: {
            owner: textOf(formData, 'owner') ?? SOME_OWNER,
            tier: textOf(formData, 'tier') ?? platform.tiers[0]?.name,
            environments: [...environments],
          },
        },
        expect: 'create',
      },
      signal,
    );
  const chosen = textsOf(formData, 'environments');
  const all = platform.environments.map(item => item.name);
  const { findings } =
    chosen.length > 0
      ? await ask(chosen)
      : // A name that is taken in one of them is taken.
        await ask(all).catch(error => {
          if (signal?.aborted) {
            throw error;
          }
          // One that is away keeps nobody from the others: what is chosen is asked about again.
          return ask(all.slice(0, 1));
        });
  const finding = findings.find(
    ({ field, severity }) =>
      severity === 'error' && field?.startsWith('metadata'),
  );
  return finding && sentences(finding.message, finding.fix);
}
