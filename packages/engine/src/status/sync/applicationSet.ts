import { KubernetesObject, SetStatus } from '../../model';
import { at, listOf, textOf, timeOf } from '../../model/fields';
import { conditionsOf } from '../conditions';

/** Where the rollout of an ApplicationSet has an Application. */
export interface Turn extends SetStatus {
  /** Applications of the steps before its own that are not healthy yet. */
  before: number;
  since?: number;
}

/** An Application as its ApplicationSet sees it; without `status` where it rolls out all at once. */
export function turnOf(
  set: KubernetesObject | undefined,
  application: string,
): Turn | undefined {
  if (!set) {
    return undefined;
  }
  const { name } = set.metadata;
  const strategy = at(set.spec, 'strategy');
  const steps = listOf(at(strategy, 'rollingSync', 'steps')).length;
  const all = listOf(at(set.status, 'applicationStatus'));
  const own = all.find(each => each.application === application);
  // The status of a strategy that was dropped may stay behind.
  if (textOf(at(strategy, 'type')) !== 'RollingSync' || !own) {
    return { name, before: 0 };
  }
  const step = stepOf(own.step);
  const before =
    step === undefined
      ? []
      : all.filter(each => {
          const other = stepOf(each.step);
          return (
            other !== undefined && other < step && each.status !== 'Healthy'
          );
        });
  const status = textOf(own.status);
  return {
    name,
    ...(status === undefined ? {} : { status }),
    ...(step === undefined ? {} : { step }),
    ...(steps > 0 ? { steps } : {}),
    before: before.length,
    since: timeOf(own.lastTransitionTime),
  };
}

/** Argo CD writes -1 of an Application that no step selects. */
function stepOf(value: unknown): number | undefined {
  const step = Number(textOf(value) ?? NaN);
  return Number.isInteger(step) && step > 0 ? step : undefined;
}

/** What an ApplicationSet can't do, by the reason that it gives. Its messages may name other teams' directories. */
const reasons: Readonly<Record<string, string>> = {
  ApplicationGenerationFromParamsError: 'its generators fail',
  RenderTemplateParamsError: 'its template cannot be filled in',
  ApplicationValidationError: 'an Application that it would make is invalid',
  CreateApplicationError: 'it cannot create an Application',
  UpdateApplicationError: 'it cannot update an Application',
  DeleteApplicationError: 'it cannot delete an Application',
  RefreshApplicationError: 'it cannot refresh an Application',
  ApplicationSetRolloutError: 'its rollout fails',
};

/** What is wrong with an ApplicationSet, in words that name nobody's objects; undefined where it says nothing of the kind. */
export function troubleOf(
  set: KubernetesObject | undefined,
): { why: string; since?: number } | undefined {
  const conditions = conditionsOf(at(set?.status, 'conditions'));
  const says = (type: string, status: string) =>
    conditions.find(each => each.type === type && each.status === status);
  const error =
    says('ErrorOccurred', 'True') ?? says('ResourcesUpToDate', 'False');
  if (error) {
    const why = `has an error (${error.reason || 'no reason given'})`;
    const known = Object.hasOwn(reasons, error.reason)
      ? `${why}: ${reasons[error.reason]}`
      : why;
    return { why: known, since: error.since };
  }
  const steps = says('InvalidRolloutConfig', 'True');
  return (
    steps && {
      why: 'has steps that contradict each other',
      since: steps.since,
    }
  );
}
