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
  const environments = textsOf(formData, 'environments');
  const { findings } = await api.preview(
    {
      request: {
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: tenantKind,
        metadata: { name },
        spec: {
          owner: textOf(formData, 'owner') ?? SOME_OWNER,
          tier: textOf(formData, 'tier') ?? platform.tiers[0]?.name,
          environments:
            environments.length > 0
              ? environments
              : // A name that is taken in one of them is taken.
                platform.environments.map(item => item.name),
        },
      },
      expect: 'create',
    },
    signal,
  );
  const finding = findings.find(
    ({ field, severity }) =>
      severity === 'error' && field?.startsWith('metadata'),
  );
  return finding && sentences(finding.message, finding.fix);
}
