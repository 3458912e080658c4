import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access, type Actor, CurrentActor } from '../../identity/index.js';
import { IfMatch, NotIdempotent, type Page } from '../../platform/http/index.js';
import { AddCredential } from './add-credential.js';
import { CheckCredentials } from './check-credentials.js';
import { type AddCredentialBody, addCredentialBody, credentialPage, type CredentialView, credentialView } from './credential.schemas.js';
import { Credentials } from './credentials.js';
import { RemoveCredential } from './remove-credential.js';

const id = { schema: z.uuid() };

@ApiTags('Доступ к сетям')
@Controller('network-credentials')
export class CredentialsController {
  constructor(
    private readonly credentials: Credentials,
    private readonly add: AddCredential,
    private readonly check: CheckCredentials,
    private readonly remove: RemoveCredential,
  ) {}

  @Get()
  @Access('admin')
  @ApiOperation({ summary: 'Доступы к социальным сетям, без самих ключей' })
  @ApiResponse({ status: 200, standardSchema: credentialPage })
  async list(): Promise<Page<CredentialView>> {
    return { items: await this.credentials.list(), nextCursor: null };
  }

  @Post()
  @Access('admin')
  @NotIdempotent()
  @ApiOperation({ summary: 'Ввести доступ; сеть спрашивают о нём сразу' })
  @ApiResponse({ status: 201, standardSchema: credentialView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: addCredentialBody }) body: AddCredentialBody): Promise<CredentialView> {
    return this.credentials.view(await this.credentials.find(await this.add.execute(actor, body)));
  }

  @Post(':id/check')
  @HttpCode(200)
  @Access('admin')
  @ApiOperation({ summary: 'Спросить сеть о доступе' })
  @ApiResponse({ status: 200, standardSchema: credentialView })
  async ask(@CurrentActor() actor: Actor, @Param('id', id) credentialId: string): Promise<CredentialView> {
    await this.check.execute(actor, credentialId);
    return this.credentials.view(await this.credentials.find(credentialId));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('admin')
  @ApiOperation({ summary: 'Убрать доступ' })
  @ApiResponse({ status: 204 })
  delete(@CurrentActor() actor: Actor, @Param('id', id) credentialId: string, @IfMatch() expected: number | null): Promise<void> {
    return this.remove.execute(actor, credentialId, expected);
  }
}
