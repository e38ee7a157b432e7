import { fieldsOf, listOf } from '../../model/fields';
import { labelKeysOf } from '../../names';
import { withValue } from '../fieldPlace';
import type { FixContext } from '../FixContext';
import type { Trouble } from '../Trouble';

/** Self-heal that is paused by a request: the pause taken out again. */
export function* selfHealPaused(context: FixContext): Iterable<Trouble> {
  const { platform, statuses } = context;
  const environmentKey = labelKeysOf(platform.prefix).environment;
  for (const { code, subject, message } of statuses?.findings ?? []) {
    const found =
      code === 'SelfHealPaused' ? context.objectOf(subject) : undefined;
    const environment = found?.object.metadata.labels?.[environmentKey];
    if (found && environment !== undefined) {
      const { request } = found;
      const pauses = listOf(request.spec.selfHealPauses);
      const others = pauses.filter(
        pause => fieldsOf(pause).environment !== environment,
      );
      yield {
        code,
        message,
        environment,
        subjects: [subject],
        ways:
          others.length < pauses.length
            ? [
                {
                  title: `Resume self-heal in ${environment}`,
                  request,
                  to: withValue(
                    request.spec as Record<string, unknown>,
                    ['selfHealPauses'],
                    others.length > 0 ? others : undefined,
                  ),
                  risk: 'overwrite',
                },
              ]
            : [],
      };
    }
  }
}
