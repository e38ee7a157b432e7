import { AdmissionRule } from '../AdmissionRule';
import { sameBut } from './sameBut';

const restartedAt = "'kubectl.kubernetes.io/restartedAt'";

/** How a workload is restarted: by an annotation of its template, a Rollout by its own field. */
export const actedWorkload: Required<
  Pick<AdmissionRule, 'variables' | 'validations'>
> = {
  variables: {
    notes: notesOf('object'),
    notesBefore: notesOf('oldObject'),
  },
  validations: [
    {
      expression: [
        '!variables.workload || (',
        `${sameBut('object.spec', 'oldObject.spec', "k == 'template'")} &&`,
        'has(object.spec.template) && has(oldObject.spec.template) &&',
        `${sameBut(
          'object.spec.template',
          'oldObject.spec.template',
          "k == 'metadata'",
        )} &&`,
        'has(object.spec.template.metadata) && has(oldObject.spec.template.metadata) &&',
        `${sameBut(
          'object.spec.template.metadata',
          'oldObject.spec.template.metadata',
          "k == 'annotations'",
        )} &&`,
        `${sameBut(
          'variables.notes',
          'variables.notesBefore',
          `k == ${restartedAt}`,
        )} &&`,
        `${restartedAt} in variables.notes && size(variables.notes[${restartedAt}]) <= 40)`,
      ].join('\n'),
      message:
        'The account that acts for teams may only set the annotation kubectl.kubernetes.io/restartedAt in the pod template of a workload.',
    },
    {
      expression: [
        '!variables.rollout || (',
        `${sameBut('object.spec', 'oldObject.spec', "k == 'restartAt'")} &&`,
        'has(object.spec.restartAt) && size(object.spec.restartAt) <= 40)',
      ].join('\n'),
      message:
        'The account that acts for teams may only set restartAt of a Rollout.',
    },
  ],
};

/** The annotations of its pods; none where it says nothing of pods. */
function notesOf(object: string): string {
  const template = `${object}.spec.template`;
  return [
    `has(${object}.spec) && has(${template}) && has(${template}.metadata) && has(${template}.metadata.annotations) ?`,
    `  ${template}.metadata.annotations : {}`,
  ].join('\n');
}
