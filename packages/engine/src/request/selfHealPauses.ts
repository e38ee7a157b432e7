import { z } from 'zod';
import { dnsLabel } from '../names/objectNames';

/** How the end of a pause is written: RFC 3339 in UTC. */
const pauseEnd = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/,
    'must be a time in UTC such as 2026-11-30T18:00Z',
  )
  .refine(isTime, {
    message: 'must be a time that there is, such as 2026-11-30T18:00Z',
  });

/** Where Argo CD shall not put back what is changed by hand for a while. Left out or over, it is to be taken out again. */
export const selfHealPausesField = z
  .array(
    z.strictObject({
      environment: dnsLabel,
      until: pauseEnd.describe(
        'When it is to end, in UTC; findings tell of one that is not taken out then',
      ),
    }),
  )
  .max(20)
  .optional()
  .describe(
    'Environments where Argo CD shall not put back for a while what is changed by hand',
  );

/** A pause of self-heal after parsing. */
export type SelfHealPause = NonNullable<
  z.output<typeof selfHealPausesField>
>[number];

/** Whether there is such a time: dates like February 30 would be read as others. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return (
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(text.slice(0, 16))
  );
}
