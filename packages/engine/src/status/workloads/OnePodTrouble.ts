import { Verdict } from '../../model';
import { controllerText } from '../controllerText';
import { verdict } from '../verdict';
import { PodCause } from './podCauses';

/** What is wrong with one pod, with the message behind it. */
export interface OnePodTrouble {
  verdict: Verdict;
  message?: string;
}

/** Puts together what is wrong with a pod; `message` is a controller's. */
export function trouble(
  state: 'Degraded' | 'Progressing',
  { why, fixableBy }: { why: string; fixableBy?: PodCause['fixableBy'] },
  message = '',
): OnePodTrouble {
  const text = controllerText(message);
  return {
    verdict: verdict(state, why, fixableBy ? { fixableBy } : {}),
    ...(text && { message: text }),
  };
}
