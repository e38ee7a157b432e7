import { Change } from '../model';

/**
 * A change in one line of plain words: `Scaled Deployment web from 2 to 14`.
 *
 * @public
 */
export function changeTitle(change: Change): string {
  const { count = 1 } = change;
  const title = titleOf(change);
  return count > 1 ? `${title}, ${count} times` : title;
}

function titleOf(change: Change): string {
  const { event, subject, from, to, text, commit } = change;
  const name = subject ? `${subject.kind} ${subject.name}` : '';
  switch (event) {
    case 'committed':
      return text || `Commit ${commit?.slice(0, 7) ?? 'without a message'}`;
    case 'proposed':
      return `Proposed ${name}`;
    case 'merged':
      return `Merged ${name}`;
    case 'edited':
      return `${name} was changed by hand`;
    case 'created':
      return `${name} was created`;
    case 'deleted':
      return `${name} was deleted`;
    case 'scaled':
      return `${name} was scaled${fromTo(from, to)}`;
    case 'limits':
      return to === undefined
        ? `${name} is no longer scaled by itself`
        : `${name} may now have ${to} replicas`;
    case 'image':
      return `${name} runs another image`;
    case 'restarted':
      return `${name} was restarted`;
    case 'synced':
    case 'syncFailed': {
      const at = commit ? ` to ${commit.slice(0, 7)}` : '';
      return event === 'synced'
        ? `Argo CD synced ${subject?.name}${at}`
        : `The sync of ${subject?.name}${at} failed`;
    }
    case 'refreshed':
      return `${name} was refreshed`;
    case 'refreshFailed':
      return `${name} could not be refreshed`;
    case 'issued':
      return `${name} was issued`;
    case 'renewed':
      return `${name} was renewed`;
    case 'became':
      return becameTitle(change);
    case 'transferred':
      return 'The tenant changed hands';
    case 'unwatched':
      return 'Nobody watched';
    case 'silent':
      return `${name} did not answer`;
    case 'bounded':
      return 'Older changes are not kept';
    default:
      return event satisfies never;
  }
}

function becameTitle({ subject, environments, from, to }: Change): string {
  const who = subject?.name ?? environments.join(', ');
  return from === undefined
    ? `${who} is ${to}`
    : `${who} went from ${from} to ${to}`;
}

function fromTo(from: string | undefined, to: string | undefined): string {
  return `${from === undefined ? '' : ` from ${from}`}${
    to === undefined ? '' : ` to ${to}`
  }`;
}
