import { Global, Module } from '@nestjs/common';
import { HomeController } from './home.controller.js';
import { HomeLinks } from './home-links.js';

/** The page at the bare address. */
@Global()
@Module({ controllers: [HomeController], providers: [HomeLinks], exports: [HomeLinks] })
export class HomeModule {}
