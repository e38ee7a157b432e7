import { amountText, nanos } from '../amounts/amounts';
import { at, type Fields, fieldsOf, listOf, textOf } from '../model/fields';

/** Of one workload more are not told. */
const mostTold = 5;

/**
 * What a LimitRange that comes would say to the containers of a pod: more than one may have, and a request above the limit that it fills in.
 *
 * @param template - a Pod, or the `spec.template` of what makes some
 * @param limits - what LimitRanges say of containers
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitRefusals(
  template: unknown,
  limits: readonly Fields[],
): string[] {
  const spec = fieldsOf(at(template, 'spec'));
  const found: string[] = [];
  for (const container of [
    ...listOf(spec.initContainers),
    ...listOf(spec.containers),
  ]) {
    const name = (textOf(container.name) ?? '').slice(0, 100);
    const own = fieldsOf(container.resources);
    for (const limit of limits) {
      const resources = new Set([
        ...Object.keys(fieldsOf(limit.default)),
        ...Object.keys(fieldsOf(limit.max)),
      ]);
      for (const resource of resources) {
        const asked = at(own, 'requests', resource);
        const most = at(own, 'limits', resource) ?? at(limit.default, resource);
        const max = at(limit.max, resource);
        const larger = [asked, most].find(
          value =>
            value !== undefined &&
            max !== undefined &&
            nanos(value) > nanos(max),
        );
        const text = (value: unknown) => amountText(resource, nanos(value));
        if (larger !== undefined) {
          found.push(
            `container ${name} has ${text(
              larger,
            )} ${resource}, and one may have ${text(max)} at most`,
          );
        } else if (
          asked !== undefined &&
          most !== undefined &&
          nanos(asked) > nanos(most)
        ) {
          found.push(
            `container ${name} asks for ${text(
              asked,
            )} ${resource}, and gets a limit of ${text(most)}`,
          );
        }
      }
    }
    if (found.length > mostTold) {
      break;
    }
  }
  return found.slice(0, mostTold);
}
