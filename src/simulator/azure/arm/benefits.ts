import { type AzureCall, type Route, route } from '../routes.ts';
import type { BenefitOrder } from '../state.ts';
import { apiVersions } from './api-versions.ts';
import { mayDo } from './authorize.ts';

const reservations = { apiVersions: apiVersions.reservations };
const savingsPlans = { apiVersions: apiVersions.savingsPlans };

/**
 * Reservations and savings plans: things of the directory, below no subscription. Their lists show
 * what the caller has access to, and are empty for somebody without a role: nothing is refused.
 * https://learn.microsoft.com/en-us/rest/api/reserved-vm-instances/reservation/list-all,
 * https://learn.microsoft.com/en-us/rest/api/billingbenefits/savings-plan-order/list
 */
export const benefitRoutes: readonly Route[] = [
  route(
    'GET',
    'providers/Microsoft.Capacity/reservationOrders',
    'ReservationOrder_List',
    listReservationOrders,
    reservations,
  ),
  route(
    'GET',
    'providers/Microsoft.Capacity/reservations',
    'Reservation_ListAll',
    listReservations,
    reservations,
  ),
  route(
    'GET',
    'providers/Microsoft.BillingBenefits/savingsPlanOrders',
    'SavingsPlanOrder_List',
    listSavingsPlanOrders,
    savingsPlans,
  ),
  route(
    'GET',
    'providers/Microsoft.BillingBenefits/savingsPlans',
    'SavingsPlan_ListAll',
    listSavingsPlans,
    savingsPlans,
  ),
];

const reservationOrder = (name: string) =>
  `/providers/Microsoft.Capacity/reservationOrders/${name}`;
const savingsPlanOrder = (name: string) =>
  `/providers/Microsoft.BillingBenefits/savingsPlanOrders/${name}`;

function listReservationOrders(call: AzureCall) {
  const visible = readable(
    call,
    call.caller.tenant.reservationOrders,
    reservationOrder,
    'Microsoft.Capacity/reservationOrders/read',
  );
  const value = visible.map((order) => ({
    id: reservationOrder(order.name),
    type: 'Microsoft.Capacity/reservationOrders',
    name: order.name,
    etag: 1,
    properties: {
      displayName: order.displayName,
      term: order.term,
      provisioningState: 'Succeeded',
      originalQuantity: 1,
      billingPlan: 'Upfront',
      requestDateTime: iso(order.createdAt),
      createdDateTime: iso(order.createdAt),
      reservations: [{ id: `${reservationOrder(order.name)}/reservations/${order.itemName}` }],
    },
  }));
  return { status: 200, body: { value } };
}

function listReservations(call: AzureCall) {
  const action = 'Microsoft.Capacity/reservationOrders/reservations/read';
  const visible = readable(call, call.caller.tenant.reservationOrders, reservationOrder, action);
  const value = visible.map((order) => ({
    id: `${reservationOrder(order.name)}/reservations/${order.itemName}`,
    name: `${order.name}/${order.itemName}`,
    etag: 1,
    type: 'Microsoft.Capacity/reservationOrders/reservations',
    location: 'westeurope',
    sku: { name: order.sku },
    properties: {
      displayName: order.displayName,
      term: order.term,
      provisioningState: 'Succeeded',
      quantity: 1,
      appliedScopeType: 'Shared',
      reservedResourceType: 'VirtualMachines',
      effectiveDateTime: iso(order.createdAt),
      billingPlan: 'Upfront',
    },
  }));
  return {
    status: 200,
    body: {
      value,
      summary: { succeededCount: value.length, failedCount: 0, expiringCount: 0, expiredCount: 0 },
    },
  };
}

function listSavingsPlanOrders(call: AzureCall) {
  const action = 'Microsoft.BillingBenefits/savingsPlanOrders/read';
  const visible = readable(call, call.caller.tenant.savingsPlanOrders, savingsPlanOrder, action);
  const value = visible.map((order) => ({
    id: savingsPlanOrder(order.name),
    name: order.name,
    type: 'Microsoft.BillingBenefits/savingsPlanOrders',
    sku: { name: order.sku },
    properties: {
      displayName: order.displayName,
      provisioningState: 'Succeeded',
      term: order.term,
      billingPlan: 'P1M',
      savingsPlans: [`${savingsPlanOrder(order.name)}/savingsPlans/${order.itemName}`],
    },
  }));
  return { status: 200, body: { value } };
}

function listSavingsPlans(call: AzureCall) {
  const action = 'Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans/read';
  const visible = readable(call, call.caller.tenant.savingsPlanOrders, savingsPlanOrder, action);
  const value = visible.map((order) => ({
    id: `${savingsPlanOrder(order.name)}/savingsPlans/${order.itemName}`,
    name: order.itemName,
    sku: { name: order.sku },
    type: 'Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans',
    properties: {
      displayName: order.displayName,
      provisioningState: 'Succeeded',
      term: order.term,
      appliedScopeType: 'Shared',
    },
  }));
  return { status: 200, body: { value } };
}

const readable = (
  call: AzureCall,
  orders: readonly BenefitOrder[] = [],
  scopeOf: (name: string) => string,
  action: string,
) => orders.filter(({ name }) => mayDo(call, action, scopeOf(name)));

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
