/** Which diagnosis CloudFormation's reason belongs to. */
export function classifyReason(
  reason: string,
): 'nameTaken' | 'organizationForbids' | 'notAllowed' | 'failed' {
  if (/already exists|AlreadyExists/i.test(reason)) return 'nameTaken';
  if (/service control policy/i.test(reason)) return 'organizationForbids';
  if (/not authorized|AccessDenied|access denied/i.test(reason)) return 'notAllowed';
  return 'failed';
}

export function findDeleteReason(events: {
  status: string;
  value?: { StackEvents: { ResourceStatus: string; ResourceStatusReason?: string }[] };
}) {
  return events.value?.StackEvents.find(
    ({ ResourceStatus, ResourceStatusReason }) =>
      ResourceStatus === 'DELETE_FAILED' && ResourceStatusReason,
  )?.ResourceStatusReason;
}
