import { Radio, RadioGroup } from '@backstage/ui';
import { FieldNote, PlatformGate, changeNow, fieldText } from '../shared';
import type { TierProps } from './schema';
import styles from './Tier.module.css';
import surface from '../../styles/surface.module.css';

/** Chooses a tier, each with what it gives. */
export function Tier(props: TierProps) {
  const { formData, onChange } = props;
  const text = fieldText(props, 'Tier');
  return (
    <PlatformGate label={text.label}>
      {platform => (
        <>
          <RadioGroup
            {...text}
            value={formData ?? ''}
            onChange={name => changeNow(onChange, name)}
            orientation="vertical"
          >
            {platform.tiers.map(tier => (
              <Radio key={tier.name} value={tier.name}>
                <span>
                  {tier.name}
                  <span className={`${styles.summary} ${surface.surface}`}>
                    {[tier.summary, tier.description]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </Radio>
            ))}
          </RadioGroup>
          {platform.tiers.length === 0 && (
            <FieldNote tone="unknown">
              The platform offers no tier yet. The platform team sets them in
              its configuration.
            </FieldNote>
          )}
        </>
      )}
    </PlatformGate>
  );
}
