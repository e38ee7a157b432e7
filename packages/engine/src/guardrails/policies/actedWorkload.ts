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
        'The account that acts for teams restarts a workload by kubectl.kubernetes.io/restartedAt, and changes nothing else of it.',
    },
    {
      expression: [
        '!variables.rollout || (',
        `${sameBut('object.spec', 'oldObject.spec', "k == 'restartAt'")} &&`,
        'has(object.spec.restartAt) && size(object.spec.restartAt) <= 40)',
      ].join('\n'),
      message:
        'The account that acts for teams restarts a Rollout by restartAt, and changes nothing else of it.',
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
