#!/usr/bin/env bash
# Prepares a Google Cloud project for Spot. May be run again: what is there already stays.
# Usage: bash connect.sh PROJECT_ID SERVICE_ACCOUNT_ID CUSTOM_ROLE_ID|editor
set -euo pipefail

say() { printf '%s\n' "== $*" >&2; }
stop() { printf '%s\n' "connect.sh: $*" >&2; exit 1; }

[ $# -eq 3 ] || stop 'needs three words: the project ID, the service account ID, and the custom role ID or "editor".'
project=$1 account_id=$2 role_id=$3
[[ $project =~ ^[a-z][-a-z0-9]{4,28}[a-z0-9]$ ]] || stop "\"$project\" is no project ID: 6 to 30 small letters, digits and hyphens. Not the name, not the number."
[[ $account_id =~ ^[a-z][-a-z0-9]{4,28}[a-z0-9]$ ]] || stop "\"$account_id\" is no service account ID: 6 to 30 small letters, digits and hyphens."
[[ $role_id =~ ^[A-Za-z0-9_.]{3,64}$ ]] || stop "\"$role_id\" is no role ID: 3 to 64 letters, digits, periods and underscores, or the word editor."
command -v gcloud > /dev/null || stop 'finds no gcloud. Run it in Cloud Shell, or install the gcloud CLI.'

account="$account_id@$project.iam.gserviceaccount.com"
key_file=spotinst_key.json

if [ -e "$key_file" ] && ! grep -q "\"client_email\": \"$account\"" "$key_file"; then
  stop "$key_file in this folder is the key of another account. Move it away first."
fi

say "Switching on the APIs that Spot calls in $project"
gcloud services enable --project="$project" \
  cloudresourcemanager.googleapis.com compute.googleapis.com container.googleapis.com \
  iam.googleapis.com monitoring.googleapis.com servicemanagement.googleapis.com

say "Creating the service account $account"
accounts=$(gcloud iam service-accounts list --project="$project" --format='value(email)')
if grep -qx "$account" <<< "$accounts"; then
  say 'It is there already.'
else
  gcloud iam service-accounts create "$account_id" --project="$project" --display-name="$account_id"
fi

# A new service account takes a few seconds until it can be granted a role.
grant() {
  local attempt
  for attempt in 1 2 3 4 5; do
    if gcloud projects add-iam-policy-binding "$project" --member="serviceAccount:$account" \
      --role="$1" --condition=None --format=none; then return 0; fi
    [ "$attempt" -lt 5 ] || stop "could not grant $1. The reason is above."
    sleep 5
  done
}

if [ "$role_id" = editor ]; then
  say 'Granting Editor'
  grant roles/editor
else
  permissions=(
    compute.addresses.{create,createInternal,delete,get,list,setLabels,useInternal}
    compute.backendServices.{get,list,update}
    compute.diskTypes.{get,list}
    compute.disks.{create,createSnapshot,delete,get,list,update,use}
    compute.globalOperations.{get,list}
    compute.healthChecks.useReadOnly
    compute.httpHealthChecks.useReadOnly
    compute.httpsHealthChecks.useReadOnly
    compute.images.{create,delete,get,list,useReadOnly}
    compute.instanceGroupManagers.get
    compute.instanceGroups.{create,delete,get,list,update,use}
    compute.instanceTemplates.get
    compute.instances.{attachDisk,create,delete,get,list,listReferrers,setDiskAutoDelete,setLabels,setMetadata,setServiceAccount,setTags,start,stop,update,use}
    compute.machineTypes.{get,list}
    compute.networks.{get,list}
    compute.projects.get
    compute.regionBackendServices.{get,list,update}
    compute.regionOperations.{get,list}
    compute.snapshots.{create,delete,get,list}
    compute.subnetworks.{use,useExternalIp}
    compute.targetPools.{addInstance,get,list,removeInstance}
    compute.zoneOperations.{get,list}
    compute.zones.list
    container.clusterRoleBindings.create
    container.clusterRoles.bind
    container.clusters.{get,list,update}
    container.operations.{get,list}
    iam.serviceAccounts.{get,list,update}
    monitoring.metricDescriptors.list
    monitoring.timeSeries.list
    servicemanagement.services.{check,report}
  )
  list=$(IFS=,; printf '%s' "${permissions[*]}")
  say "Creating the custom role $role_id with ${#permissions[@]} permissions"
  roles=$(gcloud iam roles list --project="$project" --show-deleted --format='value(name.basename(),deleted)')
  if grep -qP "^\Q$role_id\E\tTrue$" <<< "$roles"; then
    say 'It was deleted; bringing it back.'
    gcloud iam roles undelete "$role_id" --project="$project" --format=none
  fi
  if grep -qP "^\Q$role_id\E(\t|$)" <<< "$roles"; then
    say 'It is there already; setting its permissions.'
    # Its stage stays: somebody may have disabled it on purpose.
    gcloud iam roles update "$role_id" --project="$project" --permissions="$list" --quiet --format=none
  else
    gcloud iam roles create "$role_id" --project="$project" --title=Spot --stage=GA --permissions="$list" --quiet --format=none
  fi
  say 'Granting the custom role and Service Account User'
  grant "projects/$project/roles/$role_id"
  grant roles/iam.serviceAccountUser
fi

if [ -e "$key_file" ]; then
  say "$key_file is there already; no new key was made."
else
  say "Creating the key $key_file"
  gcloud iam service-accounts keys create "$key_file" --iam-account="$account" --project="$project"
fi
say "Done. Hand $key_file to Spot, then delete it here."
