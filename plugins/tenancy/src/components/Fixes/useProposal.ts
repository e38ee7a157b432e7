import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import type { FixOption } from '@groundwork/engine';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { useTemplatePlace } from '../../hooks';
import { useTenancyMutation } from '../../queries';
import { describeError } from '../../status';
import { useTexts } from '../../translations';
import { proposedValues } from './proposedValues';
import { taskResult } from './taskResult';
import { templateOf } from './templateOf';

const STATES = {
  idle: 'none',
  error: 'none',
  pending: 'running',
  success: 'done',
} as const;

/** Proposes a fix as the template of its kind would, and tells how that goes. */
export function useProposal(tenant: string) {
  const api = useApi(tenancyApiRef);
  const t = useTexts();
  const scaffolder = useApiHolder().get(scaffolderApiRef);
  const placeOf = useTemplatePlace();
  const [step, setStep] = useState<string>();
  const { mutate, data, error, status } = useTenancyMutation({
    mutationFn: propose,
  });

  async function propose(option: FixOption) {
    const place = placeOf?.(templateOf(option.request.kind));
    if (!scaffolder || !place) {
      throw new Error(t('fixes.noTemplate'));
    }
    const templateRef = `template:${place.namespace}/${place.templateName}`;
    const { steps } = await scaffolder.getTemplateParameterSchema(templateRef);
    const { commit } = await api.getRequest({
      ...option.request,
      tenant,
    });
    const values = proposedValues(
      steps.map(({ schema }) => schema as JsonObject),
      option,
      commit,
    );
    if (!values) {
      throw new Error(t('fixes.noForm'));
    }
    const { taskId } = await scaffolder.scaffold({
      templateRef,
      values: values as Record<string, never>,
    });
    return taskResult({ scaffolder, taskId, onStep: setStep, t });
  }

  return {
    isOffered: scaffolder !== undefined,
    propose: (option: FixOption) => mutate(option),
    state: STATES[status],
    step,
    problem: error ? describeError(error) : undefined,
    links: data ?? [],
  };
}
