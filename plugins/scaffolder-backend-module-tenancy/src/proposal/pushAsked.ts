import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, isError } from '@backstage/errors';
import type {
  PlatformView,
  PreviewInput,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  type GitRepositories,
  type Pushed,
  presentText,
  pushProposal,
} from '@groundwork/backstage-plugin-tenancy-node';
import { isRequestPath } from '@groundwork/engine';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';
import { refuseErrors } from './refuse';

/** How often a push is made anew because somebody else pushed meanwhile. */
const MAX_ATTEMPTS = 5;

/**
 * Renders what was asked from what Git holds now, and pushes it. Where somebody else pushes at the same time it is
 * rendered again from what they left, so that both are in Git afterwards, or a field is named that both changed.
 *
 * @throws ConflictError when a request of that name came meanwhile, or Git moves faster than the push
 */
export async function pushAsked(options: {
  renderer: TenancyRenderer;
  credentials: BackstageCredentials;
  git: GitRepositories;
  platform: PlatformView;
  /** The guard rails where it is left out. */
  ask?: PreviewInput;
  base?: Partial<Record<'platform' | 'tenants', string>>;
  /** Whose owner must still be the same; absent for the guard rails. */
  tenant?: string;
  /** Name of a new branch for each commit, in place of the branch that Argo CD follows. */
  newBranch?: string;
  message: string;
  author: { name: string; email: string };
  logger: LoggerService;
  /** Records each push. */
  audit: (push: () => Promise<Pushed>) => Promise<Pushed>;
}): Promise<Pushed['commits']> {
  const { renderer, credentials, ask, base, logger, audit, ...push } = options;
  for (let attempt = 1; ; attempt += 1) {
    const preview = ask
      ? await renderer.preview({ ...againOf(ask), fresh: true }, credentials)
      : await renderer.previewPlatform(credentials, { fresh: true });
    if (ask?.remove && !ask.request && isGone(preview)) {
      return [];
    }
    refuseErrors(preview.findings);
    if (ask?.expect === 'create') {
      assertNew(preview, options.platform);
    }
    let commits: Pushed['commits'];
    try {
      ({ commits } = await audit(() =>
        pushProposal({ ...push, preview, base }),
      ));
    } catch (error) {
      const again = isError(error) && error.name === 'ConflictError' && !base;
      if (!again || attempt === MAX_ATTEMPTS) {
        throw error;
      }
      logger.info(
        `Someone else pushed in the meantime, rendering again: ${error}`,
      );
      continue;
    }
    if (push.newBranch !== undefined) {
      await assertHolds(options, push.newBranch, preview, commits);
    }
    return commits;
  }
}

/** A branch that was there before is left as it was, as of a task that was resumed: what it holds may have been rendered from something else. */
async function assertHolds(
  { git, platform }: { git: GitRepositories; platform: PlatformView },
  branch: string,
  preview: PreviewView,
  commits: Pushed['commits'],
): Promise<void> {
  for (const { tree } of commits) {
    const { url } = platform.repository[tree];
    const under = preview.files
      .filter(file => platform.repository[file.tree].url === url)
      .map(({ path }) => path);
    const { files } = await git.readTree({ url, branch }, { under });
    const other = preview.files.find(file => {
      const isThere = platform.repository[file.tree].url === url;
      const found = files.get(file.path);
      return (
        isThere &&
        file.change !== 'same' &&
        (file.change === 'removed'
          ? found !== undefined
          : !found || presentText(file.path, found, tree) !== file.content)
      );
    });
    if (other) {
      throw new ConflictError(
        `branch ${branch} is there already and holds another ${other.path} than what was rendered now. Delete it with its pull request, or run the template again`,
      );
    }
  }
}

/** A task that was resumed finds in Git what it pushed before it ended: that is nothing to refuse. */
function againOf(ask: PreviewInput): PreviewInput {
  return ask.expect === 'create' ? { ...ask, expect: 'either' } : ask;
}

function isGone({ findings }: PreviewView): boolean {
  return findings.some(({ code }) => code === 'NothingToRemove');
}

/** Refuses to write over a request of that name that somebody else made since the name was found to be free. */
function assertNew(
  { files }: PreviewView,
  { layout }: Pick<PlatformView, 'layout'>,
): void {
  const taken = files.find(
    ({ path, change }) => change === 'changed' && isRequestPath(path, layout),
  );
  if (taken) {
    throw new ConflictError(
      `${taken.path} was added to Git in the meantime: someone else used the same name. Choose another one, or change the existing request.`,
    );
  }
}
