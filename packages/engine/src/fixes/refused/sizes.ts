import type { Tier } from '../../platform';
import { nanos } from '../../units/quantity';
import { stepsOf, valueAt, withValue } from '../fieldPlace';
import { largerTiers } from '../largerTiers';
import { mostThatFits } from '../mostThatFits';
import type { Way } from '../Trouble';
import type { Refused } from './Refused';

type Amount = keyof Tier['container']['max'];

/** A request above its limit: as much as the limit, or the limit as high. */
export function* requestAboveLimit(refused: Refused): Iterable<Way> {
  const amount = refused.steps.at(-1) as Amount;
  const limitAt = refused.near(2, 'limits', amount);
  const limit = valueAt(refused.request.spec, limitAt);
  const { text } = refused;
  if (typeof limit === 'string' && text) {
    yield refused.set(`Raise the limit to ${text}`, text, {
      at: limitAt,
      risk: 'restart',
    });
    yield refused.set(`Request ${limit}`, limit, { risk: 'restart' });
  }
}

/** More than one container may have: the most that it may, or a larger tier. */
export function* aboveTier(refused: Refused): Iterable<Way> {
  const { context } = refused;
  const amount = refused.steps.at(-1) as Amount;
  const most = context.tier?.container.max[amount];
  if (most !== undefined) {
    const wanted = refused.near(2, 'requests', amount);
    const asked = valueAt(refused.request.spec, wanted);
    const lowered =
      typeof asked === 'string' && nanos(asked) > nanos(most)
        ? withValue(refused.request.spec, wanted, most)
        : refused.request.spec;
    yield {
      title: `Use ${most}, the most of this tier`,
      request: refused.request,
      to: withValue(lowered, refused.steps, most),
      risk: 'restart',
    };
  }
  yield* largerTiers(context);
}

/** More pods than the quota has room for: as many as fit, or a larger tier. */
export function* aboveQuota(refused: Refused): Iterable<Way> {
  const { context, request } = refused;
  const field = refused.finding.field ?? '';
  const scale = scaleOf(refused, stepsOf(field).slice(1));
  if (scale) {
    const fits = mostThatFits(0, scale.pods, pods =>
      context
        .refusals(request, withValue(request.spec, scale.steps, pods))
        .every(({ code }) => code !== 'TierQuotaExceeded'),
    );
    if (fits > 0) {
      yield {
        title: `Run at most ${fits} pods`,
        request,
        to: withValue(request.spec, scale.steps, fits),
      };
    }
  }
  yield* largerTiers(context);
}

/** Where the number of pods stands that a refusal of a size counts with. */
function scaleOf(refused: Refused, steps: ReturnType<typeof stepsOf>) {
  const { request } = refused;
  const { part, override } = refused;
  const homes = [
    ...(override === undefined ? [] : [[...part, 'overrides', override]]),
    part,
  ];
  const candidates = homes.flatMap(home => [
    [...home, 'autoscale', 'max'],
    [...home, 'replicas'],
  ]);
  for (const at of [steps, ...candidates]) {
    const pods = valueAt(request.spec, at);
    if (typeof pods === 'number') {
      return { steps: at, pods };
    }
  }
  return undefined;
}
