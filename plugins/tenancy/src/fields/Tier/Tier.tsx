import { type CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import Typography from '@material-ui/core/Typography';
import { formTextsOf, useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import {
  FieldNote,
  fieldText,
  keepsDraft,
  PlatformGate,
  RadioChoice,
  withReason,
} from '../shared';
import { tierSchema } from './schema';

/** Properties of the field. */
type TierProps = typeof tierSchema.TProps;

/** Refuses a tier that the platform does not offer. */
const validateTier: CustomFieldValidator<string> = async (
  tier,
  field,
  { apiHolder },
) => {
  const t = formTextsOf(apiHolder);
  if (!tier) {
    field.addError(t('tier.choose'));
    return;
  }
  const platform = await apiHolder.get(tenancyApiRef)?.getPlatform();
  if (platform && !platform.tiers.some(({ name }) => name === tier)) {
    field.addError(
      t('tier.notOffered', {
        name: tier,
        offered: platform.tiers.map(({ name }) => name).join(', '),
      }),
    );
  }
};

/** Chooses a tier, each with what it gives. */
export function Tier(props: TierProps) {
  const { formData, onChange } = props;
  const t = useFormTexts();
  const text = fieldText(props, t('labels.tier'));
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
          <FieldNote tone="unknown">{t('tier.none')}</FieldNote>
        )
      }
    </PlatformGate>
  );
}

export const tierFieldOptions = {
  name: 'TenancyTier',
  component: keepsDraft(Tier),
  schema: tierSchema,
  validation: withReason(validateTier),
};

/** Form field `TenancyTier`. */
export const tierField = createFormField(tierFieldOptions);
