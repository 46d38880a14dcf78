import MDXComponents from '@theme-original/MDXComponents';
import { Check } from '../../components/check/Check.tsx';
import { Guide } from '../../components/guide/Guide.tsx';
import { Inputs } from '../../components/inputs/Inputs.tsx';
import { Method, Methods } from '../../components/methods/Methods.tsx';
import { When } from '../../components/paths/When.tsx';
import { PermissionChooser } from '../../components/permission-chooser/PermissionChooser.tsx';
import { Permissions } from '../../components/permissions/Permissions.tsx';
import { QuickCreate } from '../../components/quick-create/QuickCreate.tsx';
import { Step, StepBody, StepHeading } from '../../components/step/Step.tsx';
import { TrustDiagram } from '../../components/trust-diagram/TrustDiagram.tsx';
import { Value, ValueCode, ValueLink } from '../../components/value/Value.tsx';

/** The names that the remark plugin writes into pages. */
export default {
  ...MDXComponents,
  Check,
  Guide,
  Inputs,
  Method,
  Methods,
  PermissionChooser,
  Permissions,
  QuickCreate,
  Step,
  StepBody,
  StepHeading,
  TrustDiagram,
  Value,
  ValueCode,
  ValueLink,
  When,
};
