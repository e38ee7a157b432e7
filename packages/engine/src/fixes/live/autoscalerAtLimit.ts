import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import { mostThatFits } from '../mostThatFits';
import type { Trouble, Way } from '../Trouble';
import { WorkloadPlace } from './WorkloadPlace';

const note = /^Autoscaler (\S+) is at its limit of (\d+) and wants more$/;

/** An autoscaler that wants more pods than it may have: half as many more, as far as the quota goes. */
export function* autoscalerAtLimit(context: FixContext): Iterable<Trouble> {
  for (const workload of context.statuses?.workloads?.workloads ?? []) {
    const { ref, environment, notes } = workload;
    for (const text of notes) {
      const [, name, limit] = note.exec(text) ?? [];
      const most = Number(limit);
      if (name && most > 0) {
        const scaler = { ...ref, group: 'autoscaling', name };
        yield {
          code: 'AutoscalerAtLimit',
          message: text,
          environment,
          subjects: [ref, { ...scaler, kind: 'HorizontalPodAutoscaler' }],
          ways: [...waysOf(context, { ...workload, name, most })],
        };
      }
    }
  }
}

function* waysOf(
  context: FixContext,
  {
    ref,
    environment,
    name,
    most,
  }: {
    ref: Parameters<FixContext['makerOf']>[0];
    environment: string;
    name: string;
    most: number;
  },
): Iterable<Way> {
  const wanted = Math.ceil(most * 1.5);
  const place = WorkloadPlace.of(context, ref, environment);
  const autoscale = place?.get('autoscale');
  if (place && valueAt(autoscale, ['max']) === most) {
    const waysTo = (pods: number) =>
      place
        .set(
          `Scale up to ${pods} pods`,
          'autoscale',
          withValue(Object(autoscale), ['max'], pods),
          'size',
        )
        .filter(
          ({ request, to }) => context.refusals(request, to).length === 0,
        );
    const pods = mostThatFits(
      most,
      wanted + 1,
      each => waysTo(each).length > 0,
    );
    yield* pods > most ? waysTo(pods) : [];
    return;
  }
  // KEDA keeps an autoscaler of its own beside each ScaledObject.
  const scaler = context.makerOf({
    ...ref,
    group: 'keda.sh',
    kind: 'ScaledObject',
    name: name.replace(/^keda-hpa-/, ''),
  });
  if (scaler?.kind === 'Scaler') {
    const own = ['overrides', environment, 'max'];
    const at = valueAt(scaler.spec, own) === undefined ? ['max'] : own;
    if (valueAt(scaler.spec, at) === most) {
      yield {
        title: `Scale up to ${wanted} pods`,
        request: scaler,
        to: withValue(scaler.spec, at, wanted),
        risk: 'size',
      };
    }
  }
}
