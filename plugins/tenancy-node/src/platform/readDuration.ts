import { type Config, readDurationFromConfig } from '@backstage/config';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** More than timers can hold would end at once. */
const DAY = 86_400_000;

/**
 * A duration of the configuration in milliseconds, longer than none and at most a day. Where only `seconds`, its older key, is set, that is
 * taken and named in a warning.
 *
 * @throws InputError that names the key if its value is no duration
 * @public
 */
export function readDuration(
  config: Config,
  options: {
    key: string;
    seconds: string;
    fallback: number;
    logger: Pick<LoggerService, 'warn'>;
  },
): number {
  const { key, seconds, fallback, logger } = options;
  const milliseconds = () => {
    if (config.has(key)) {
      return durationToMilliseconds(readDurationFromConfig(config, { key }));
    }
    const old = config.getOptionalNumber(seconds);
    if (old === undefined) {
      return fallback;
    }
    logger.warn(`${seconds} is deprecated: write ${key}: ${old}s`);
    return old * 1000;
  };
  const value = milliseconds();
  if (!(value > 0 && value <= DAY)) {
    throw new InputError(`${key} must be longer than 0 and at most a day`);
  }
  return value;
}
