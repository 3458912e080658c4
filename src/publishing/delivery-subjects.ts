import { Injectable } from '@nestjs/common';
import type { Delivery } from './delivery.entity.js';

/** Whose messages are delivered: the room of an assignment, of a post of a plan. */
export interface DeliverySubject {
  /**
   * Locks whatever people's acts on the subject lock before they touch its delivery: whoever writes down that it is out
   * locks in the same order, so that nobody waits crosswise. Within the caller's transaction.
   */
  lock(delivery: Delivery): Promise<void>;
  /**
   * Takes note of what is out, within the transaction that records it: by the same use case a person's link goes through.
   * @throws DomainError when the subject has moved on; the delivery then says so, for it is out all the same.
   */
  published(delivery: Delivery, url: string): Promise<void>;
}

/** The rooms that have their messages delivered, by the name of the subject. */
@Injectable()
export class DeliverySubjects {
  private readonly known = new Map<string, DeliverySubject>();

  register(subject: string, room: DeliverySubject): void {
    if (this.known.has(subject)) throw new Error(`Deliveries of ${subject} have two rooms`);
    this.known.set(subject, room);
  }

  /** @throws Error when nobody registered. */
  of(subject: string): DeliverySubject {
    const room = this.known.get(subject);
    if (!room) throw new Error(`Nobody takes note of deliveries of ${subject}`);
    return room;
  }
}
