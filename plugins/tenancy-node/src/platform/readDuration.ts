import { type Config, readDurationFromConfig } from '@backstage/config';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** More than timers can hold would end at once. */
const DAY = 86_400_000;

/**
 * A duration of the configuration in milliseconds, longer than none and at most a day, or so many `days`. Where only `seconds`, its
 * older key, is set, that is taken and named in a warning.
 *
 * @throws InputError that names the key if its value is no duration
 * @public
 */
export function readDuration(
  config: Config,
  options: {
    key: string;
    seconds?: string;
    fallback: number;
    days?: number;
    logger: Pick<LoggerService, 'warn'>;
  },
): number {
  const { key, seconds, fallback, logger, days = 1 } = options;
  const milliseconds = () => {
    if (config.has(key)) {
      return durationToMilliseconds(readDurationFromConfig(config, { key }));
    }
    const old = seconds && config.getOptionalNumber(seconds);
    if (typeof old !== 'number') {
      return fallback;
    }
    logger.warn(`${seconds} is deprecated: write ${key}: ${old}s`);
    return old * 1000;
  };
  const value = milliseconds();
  if (!(value > 0 && value <= days * DAY)) {
    throw new InputError(
      `${key} must be longer than 0 and at most ${
        days === 1 ? 'a day' : `${days} days`
      }`,
    );
  }
  return value;
}
