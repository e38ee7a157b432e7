import { qualifiedNameProblem } from '../../nameProblems';
import { Cursor } from '../Cursor';
import { checkLabels } from '../labels';
import { checkPodSpec, PodContext } from './podSpec';

/**
 * Checks the template of pods.
 *
 * @param restarts - the restart policies that the owner allows
 */
export function checkPodTemplate(
  template: Cursor,
  restarts: readonly string[],
  context?: PodContext,
): void {
  checkTemplateMetadata(template);
  const spec = template.get('spec');
  checkPodSpec(spec, context);
  checkRestarts(spec, restarts);
}

/** Checks the labels and annotations that pods will have. */
export function checkTemplateMetadata(template: Cursor): void {
  checkLabels(template.get('metadata', 'labels'));
  for (const [key, value] of template
    .get('metadata', 'annotations')
    .entries()) {
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem) {
      value.fail(
        'WrongFormat',
        `has a key that ${problem}`,
        'Choose another key.',
      );
    }
    if (key === 'controller.kubernetes.io/pod-deletion-cost') {
      value.named(text =>
        /^(0|-?[1-9]\d{0,9})$/.test(text)
          ? undefined
          : 'must be a whole number of 32 bits',
      );
    }
  }
}

/** Checks when the containers of an owner's pods are started again. */
export function checkRestarts(spec: Cursor, restarts: readonly string[]): void {
  const restart = spec.get('restartPolicy');
  const given = restart.text() || 'Always';
  if (restarts.includes(given)) {
    return;
  }
  restart.fail(
    restart.text() ? 'NotAllowed' : 'MissingField',
    `must be ${restarts.join(' or ')} for this kind, is ${given}`,
    `Choose ${restarts.join(' or ')}.`,
  );
}
