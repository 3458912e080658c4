import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/index.js';
import { Templates } from '../templates/index.js';
import { HomeLinks } from './home-links.js';

/** Whoever opens the bare address sees what this is and where its doors are. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly links: HomeLinks,
    private readonly templates: Templates,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return this.templates.render('pages/home.html', { links: this.links.all });
  }
}
