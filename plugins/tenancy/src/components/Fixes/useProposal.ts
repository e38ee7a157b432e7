import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import type { FixOption } from '@groundwork/engine';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { useTemplatePlace } from '../../hooks';
import { describeError } from '../../status';
import { proposedValues } from './proposedValues';
import { taskResult, type TaskLink } from './taskResult';
import { templateOf } from './templateOf';

/** Proposes a fix as the template of its kind would, and tells how that goes. */
export function useProposal(tenant: string) {
  const api = useApi(tenancyApiRef);
  const scaffolder = useApiHolder().get(scaffolderApiRef);
  const placeOf = useTemplatePlace();
  const [state, setState] = useState<'none' | 'running' | 'done'>('none');
  const [step, setStep] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [links, setLinks] = useState<readonly TaskLink[]>([]);

  async function run(option: FixOption): Promise<void> {
    const place = placeOf?.(templateOf(option.request.kind));
    if (!scaffolder || !place) {
      throw new Error('This portal has no template for it.');
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
      throw new Error(
        'The template of this kind has no change form. Make the change by hand.',
      );
    }
    const { taskId } = await scaffolder.scaffold({
      templateRef,
      values: values as Record<string, never>,
    });
    setLinks(await taskResult(scaffolder, taskId, setStep));
  }

  async function propose(option: FixOption): Promise<void> {
    setState('running');
    setProblem(undefined);
    try {
      await run(option);
      setState('done');
    } catch (error) {
      setProblem(describeError(error as Error));
      setState('none');
    }
  }

  return {
    isOffered: scaffolder !== undefined,
    propose,
    state,
    step,
    problem,
    links,
  };
}
