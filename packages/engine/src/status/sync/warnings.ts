import { ApplicationWarning, FixableBy } from '../../model';
import { Application } from './application';
import { stranger } from './cleanText';

/** What Argo CD warns of, with who mends it; of an object that a stranger claims too that is the platform. */
export function warningsOf(
  app: Application,
  writer: FixableBy,
): ApplicationWarning[] {
  return app.conditions.flatMap(({ type, message }): ApplicationWarning[] => {
    switch (type) {
      case 'SharedResourceWarning':
        return [
          {
            type,
            message,
            fixableBy: message.includes(stranger) ? 'platform' : writer,
          },
        ];
      case 'ExcludedResourceWarning':
        return [{ type, message, fixableBy: 'platform' }];
      case 'RepeatedResourceWarning':
      case 'OrphanedResourceWarning':
        return [{ type, message, fixableBy: writer }];
      default:
        return [];
    }
  });
}
