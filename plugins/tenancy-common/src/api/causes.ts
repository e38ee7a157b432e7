import type { Cause } from '@groundwork/engine';
import type { ChangeView } from './changes';

/**
 * One cause of trouble of a tenant with all that follows from it, worst first in every answer that has cards. `text` is the one
 * line that tells it, `follows` what hangs on it; a row of a card finds what is told of it with `findingId` and `causeBehind`.
 * Of an answer for one environment these are the causes that concern it.
 *
 * @public
 */
export interface CauseView extends Cause {
  /** What changed just before it began, as far as the timeline knows it; of several causes the worst tells it. */
  justBefore?: ChangeView;
  /** How many consequences there are besides the first hundred. */
  furtherFollows?: number;
}
