import { ApplicationWarning, FixableBy } from '../../model';
import { Application } from './application';
import { foreignApplication } from './cleanText';

/** What Argo CD warns of, and who can fix it: the platform where an Application of another team manages the same object. */
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
            fixableBy: message.includes(foreignApplication)
              ? 'platform'
              : writer,
          },
        ];
      case 'ExcludedResourceWarning':
        return [{ type, message, fixableBy: 'platform' }];
      case 'RepeatedResourceWarning':
      case 'OrphanedResourceWarning':
        return [{ type, message, fixableBy: writer }];
      default:
        return type.endsWith('Warning')
          ? [{ type, message, fixableBy: writer }]
          : [];
    }
  });
}
