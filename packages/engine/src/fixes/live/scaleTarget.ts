import { environmentOf } from '../environmentOf';
import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import { isTypo } from '../nearest';
import type { Trouble } from '../Trouble';

/** A Scaler whose workload is not there, where the tenant has one of nearly the same name. */
export function* scaleTargetNotFound(context: FixContext): Iterable<Trouble> {
  for (const { code, subject, message } of context.statuses?.findings ?? []) {
    const request =
      code === 'ScaleTargetNotFound' ? context.makerOf(subject) : undefined;
    const at = ['target', 'name'];
    const name = request && valueAt(request.spec, at);
    if (request?.kind === 'Scaler' && typeof name === 'string') {
      const there = context.requests
        .filter(({ kind }) => kind === 'Workload' || kind === 'Service')
        .map(({ metadata }) => metadata.name);
      yield {
        code,
        message,
        ...environmentOf(context, subject),
        subjects: [subject],
        ways: there
          .filter(other => isTypo(name, other))
          .map(other => ({
            title: `Scale ${other}`,
            request,
            to: withValue(request.spec as Record<string, unknown>, ['target'], {
              kind: 'Workload',
              name: other,
            }),
          })),
      };
    }
  }
}
