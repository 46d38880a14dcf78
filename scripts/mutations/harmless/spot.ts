import { defineHarmless } from '../harmless-fields.ts';

const anyAccount =
  "In the step of the token any account shows that the token is an administrator's.";
const notesOnTheCall = "Spot's own notes on the call.";
const listDecides = 'The list itself is judged; a count that is larger is caught.';
const triedBySpot =
  'Spot tried the key when it took it; which one it holds is told by its account, its project and its ID. Any key of the account is right.';

export default defineHarmless({
  'spot/accounts': {
    '(everywhere) cloudAccountId': anyAccount,
    '(everywhere) request.id': notesOnTheCall,
    '(everywhere) spotAccountId': anyAccount,
    '(everywhere) spotAccountName': anyAccount,
    'request.id': notesOnTheCall,
    'request.method': notesOnTheCall,
    'request.timestamp': notesOnTheCall,
    'response.count': listDecides,
    'response.items[].accountId':
      "Other accounts of the organization may be called anything; the reader's is looked for by its ID.",
    'response.items[].cloudProvider':
      'Missing while nothing is connected; what is, is told by the credentials.',
    'response.items[].name': 'It is in no judgement, only in words for people.',
    'response.items[].providerExternalId':
      'Missing while nothing is connected; what is, is told by the credentials.',
    'response.kind': notesOnTheCall,
    'response.status.message': notesOnTheCall,
  },
  'spot/aws-credentials': {
    '(everywhere) request.id': notesOnTheCall,
    'request.id': notesOnTheCall,
    'request.method': notesOnTheCall,
    'request.timestamp': notesOnTheCall,
    'response.count': listDecides,
    'response.kind': notesOnTheCall,
    'response.status.message': notesOnTheCall,
  },
  'spot/azure-credentials': {
    '(everywhere) request.id': notesOnTheCall,
    'request.id': notesOnTheCall,
    'request.method': notesOnTheCall,
    'request.timestamp': notesOnTheCall,
    'response.count': listDecides,
    'response.items[].clientSecret':
      'Spot masks the secret; that there is one is all that it tells.',
    'response.items[].expirationDate':
      'A later day than the reader typed is as right; both have to come.',
    'response.kind': notesOnTheCall,
    'response.status.message': notesOnTheCall,
  },
  'spot/gcp-credentials': {
    '(everywhere) request.id': notesOnTheCall,
    'request.id': notesOnTheCall,
    'request.method': notesOnTheCall,
    'request.timestamp': notesOnTheCall,
    'response.count': listDecides,
    'response.items[].serviceAccount.auth_provider_x509_cert_url': triedBySpot,
    'response.items[].serviceAccount.auth_uri': triedBySpot,
    'response.items[].serviceAccount.client_id': triedBySpot,
    'response.items[].serviceAccount.client_x509_cert_url': triedBySpot,
    'response.items[].serviceAccount.private_key_id': triedBySpot,
    'response.items[].serviceAccount.token_uri': triedBySpot,
    'response.items[].serviceAccount.type': triedBySpot,
    'response.kind': notesOnTheCall,
    'response.status.message': notesOnTheCall,
  },
});
