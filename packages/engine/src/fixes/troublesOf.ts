import { requestRef } from '../request';
import type { Steps } from '../steps';
import type { FixContext } from './FixContext';
import { liveRules } from './live/liveRules';
import { Refused } from './refused/Refused';
import { refusedRules } from './refused/rules';
import type { Trouble } from './Trouble';

/** What is wrong with a tenant's requests, and with what they run as, with ways out; in steps of one each. */
export function* troublesOf(context: FixContext): Steps<Trouble[]> {
  const found: Trouble[] = [];
  for (const request of context.requests) {
    for (const finding of context.refusals(request)) {
      const { code, message } = finding;
      const rule = Object.hasOwn(refusedRules, code)
        ? refusedRules[code]
        : undefined;
      if (rule) {
        found.push({
          code,
          message,
          subjects: [requestRef(request)],
          ways: [...rule(new Refused(context, request, finding))],
        });
      }
      yield;
    }
    yield;
  }
  if (context.statuses) {
    yield* context.prepare();
  }
  for (const rule of liveRules) {
    for (const trouble of rule(context)) {
      if (trouble) {
        found.push(trouble);
      }
      yield;
    }
  }
  return found;
}
