import type { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { Texts } from '../../translations';

/** Where the result of a task is. */
export interface TaskLink {
  title: string;
  url: string;
}

interface Completion {
  message?: string;
  status?: string;
  error?: { message?: string };
  output?: { links?: Array<{ title?: string; url?: string }> };
}

/**
 * Waits for the end of a task. `onStep` is told what it does.
 *
 * @throws Error with the reason why it failed
 */
export function taskResult(options: {
  scaffolder: Pick<typeof scaffolderApiRef.T, 'streamLogs'>;
  taskId: string;
  onStep: (message: string) => void;
  t: Texts;
}): Promise<TaskLink[]> {
  const { scaffolder, taskId, onStep, t } = options;
  return new Promise((resolve, reject) => {
    const subscription = scaffolder.streamLogs({ taskId }).subscribe({
      next: ({ type, body }) => {
        const { message, status, error, output }: Completion = body;
        if (type !== 'completion') {
          const [, step] = /^Beginning step (.+)$/.exec(message ?? '') ?? [];
          if (step) {
            onStep(step);
          }
          return;
        }
        subscription?.unsubscribe();
        if (status === 'failed' || error) {
          reject(new Error(error?.message ?? message ?? t('fixes.failed')));
          return;
        }
        resolve(
          (output?.links ?? []).flatMap(({ title, url }) =>
            // Steps that were skipped leave their links empty.
            url && /^https?:\/\//.test(url)
              ? [{ title: title ?? url, url }]
              : [],
          ),
        );
      },
      error: reject,
      complete: () => reject(new Error(t('fixes.silent'))),
    });
  });
}
