import Typography from '@material-ui/core/Typography';
import { FieldNote, PlatformGate, RadioChoice, fieldText } from '../shared';
import type { TierProps } from './schema';

/** Chooses a tier, each with what it gives. */
export function Tier(props: TierProps) {
  const { formData, onChange } = props;
  const text = fieldText(props, 'Tier');
  return (
    <PlatformGate label={text.label}>
      {platform =>
        platform.tiers.length > 0 ? (
          <RadioChoice
            text={text}
            value={formData}
            options={platform.tiers.map(tier => ({
              value: tier.name,
              label: (
                <>
                  {tier.name}{' '}
                  <Typography
                    component="span"
                    variant="body2"
                    color="textSecondary"
                  >
                    {[tier.summary, tier.description]
                      .filter(Boolean)
                      .join(' · ')}
                  </Typography>
                </>
              ),
            }))}
            onChange={onChange}
          />
        ) : (
          <FieldNote tone="unknown">
            The platform offers no tier yet. The platform team sets them in its
            configuration.
          </FieldNote>
        )
      }
    </PlatformGate>
  );
}
