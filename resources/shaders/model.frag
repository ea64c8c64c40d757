in vec3 normal;
in vec3 world;
in vec2 texCoord;
flat in int flags;

uniform vec4 modelColour;
#ifdef TEXTURED
uniform sampler2D modelTexture;
#endif
uniform float modelTone;
uniform float layerOpacity;
uniform vec3 accent;
uniform vec3 dimmed;

out vec4 fragColour;

void main()
{
    vec4 colour = modelColour;
#ifdef TEXTURED
    colour *= texture(modelTexture, texCoord);
#endif
    if (colour.a < 0.35)
        discard;
    vec3 n = normalize(normal);
    if (!gl_FrontFacing)
        n = -n;
    colour.rgb *= modelTone;
    vec3 glow = vec3(0.0);
    if ((flags & 4) != 0)
        colour.rgb = mix(dimmed, colour.rgb, 0.4);
    if ((flags & 2) != 0) {
        colour.rgb = mix(colour.rgb, accent, 0.4);
        glow = accent * 0.14;
    } else if ((flags & 1) != 0) {
        colour.rgb = mix(colour.rgb, accent, 0.16);
    }
    fragColour = vec4(finish(colour.rgb * brightness(n, world) + glow, world), colour.a * layerOpacity);
}
